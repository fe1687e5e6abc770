/**
 * A container that is measured from within. Its argument is a `Job` as JSON; the Function's log
 * goes to standard output as it is, the result as the last line, behind `RESULT`.
 */
import { loadFunction } from "../../src/emulator/runtime";
import { RESULT, type Job, type JobResult, type TimedCall } from "./job";

const job = JSON.parse(process.argv[1] ?? "") as Job;
const DOMAIN = "fallback-1234.twil.io";
const SID_DIGITS = 28;
let made = 0;

const load = () =>
  loadFunction(job.functionPath, job.env, job.env["TWILIO_EMULATOR_URL"]);

/** A request that was not seen before: its SID is new, and its origin where the job says so. */
function newCall() {
  made += 1;
  const sid = `CA${job.sidPrefix}${String(made).padStart(SID_DIGITS, "0")}`;
  const { ErrorUrl: url = "" } = job.params;
  const event = {
    request: { headers: job.headers ?? {}, cookies: {} },
    ...job.params,
    ...(job.isFeed ? {} : { CallSid: sid }),
    ...(job.hasNewIncidents && {
      ErrorUrl: url.replace("://", `://${made}.`),
    }),
  };
  return { sid, event };
}

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Processor time from loading the file to the first reply. */
async function cold(): Promise<Partial<JobResult>> {
  process.stdout.write("");
  const { event } = newCall();
  const before = cpuMs();
  const invoke = load();
  const { body } = await invoke(event, DOMAIN);
  return { cpuMs: cpuMs() - before, replies: [[body, 1]] };
}

/** Many calls in one warm container. */
async function warm(): Promise<Partial<JobResult>> {
  const invoke = load();
  const replies = new Map<string, number>();
  const call = async (): Promise<TimedCall> => {
    const { sid, event } = newCall();
    const at = performance.now();
    const { body } = await invoke(event, DOMAIN);
    const ms = performance.now() - at;
    replies.set(body, (replies.get(body) ?? 0) + 1);
    return { sid, ms };
  };

  const first: TimedCall[] = [];
  for (let n = 0; n < (job.first ?? 0); n++) first.push(await call());
  const calls = job.everyMs
    ? await paced(call, job.everyMs)
    : await workedOff(call);
  const maxRssBytes = process.resourceUsage().maxRSS * 1024;
  return { first, calls, replies: [...replies], maxRssBytes };
}

/** A new call every so often, whatever became of the last. */
async function paced(
  call: () => Promise<TimedCall>,
  everyMs: number,
): Promise<TimedCall[]> {
  const calls: Promise<TimedCall>[] = [];
  const end = performance.now() + (job.forMs ?? 0);
  while (performance.now() < end) {
    calls.push(call());
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
  return Promise.all(calls);
}

/** One call after the other, until there were enough or the time is over. */
async function workedOff(call: () => Promise<TimedCall>): Promise<TimedCall[]> {
  const calls: TimedCall[] = [];
  const end = performance.now() + (job.forMs ?? Infinity);
  while (calls.length < (job.calls ?? Infinity) && performance.now() < end)
    calls.push(await call());
  return calls;
}

/** The memory in use after each so many calls, several at once. */
async function memory(): Promise<Partial<JobResult>> {
  const { calls: all = 0, sampleEvery = 1, atOnce = 1 } = job;
  const invoke = load();
  const samples = [];
  for (let done = 0; done < all; done += sampleEvery) {
    let left = sampleEvery;
    const worker = async () => {
      while (left-- > 0) await invoke(newCall().event, DOMAIN);
    };
    await Promise.all(Array.from({ length: atOnce }, worker));
    // The container was started with --expose-gc.
    global.gc?.();
    const { heapUsed, rss } = process.memoryUsage();
    const calls = done + sampleEvery;
    samples.push({ calls, heapBytes: heapUsed, rssBytes: rss });
  }
  return { samples };
}

const MEASURES = { cold, warm, memory };
void MEASURES[job.measure]().then((result) => {
  process.stdout.write(`${RESULT}${JSON.stringify(result)}\n`, () => {
    process.exit();
  });
});
