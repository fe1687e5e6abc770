/**
 * A container that is measured from within. Its argument is a job as JSON (`bench/container.ts`);
 * the Function's log goes to standard output as it is, the result as the last line, behind
 * "result ".
 */
const loadFunction = require("../../test/support/runtime/load-function.cjs");

const job = JSON.parse(process.argv[2]);
const OWN = { DOMAIN_NAME: "fallback-1234.twil.io", PATH: "/fallback" };
const SID_DIGITS = 28;
let made = 0;

/** A request that was not seen before: its SID is new, and its origin where the job says so. */
function newEvent() {
  made += 1;
  const sid = `CA${job.sidPrefix}${String(made).padStart(SID_DIGITS, "0")}`;
  const { ErrorUrl: url } = job.params;
  return {
    request: { headers: job.headers ?? {}, cookies: {} },
    ...job.params,
    ...(job.isFeed ? {} : { CallSid: sid }),
    ...(job.hasNewIncidents && {
      ErrorUrl: url.replace("://", `://${made}.`),
    }),
  };
}

function cpuMs() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Processor time from loading the file to the first reply. */
async function cold() {
  process.stdout.write("");
  const event = newEvent();
  const before = cpuMs();
  const invoke = loadFunction(job.functionPath, job.env);
  const { body } = await invoke(event, OWN);
  return { cpuMs: cpuMs() - before, replies: [[body, 1]] };
}

/** Many calls in one warm container. */
async function warm() {
  const invoke = loadFunction(job.functionPath, job.env);
  const replies = new Map();
  const call = async () => {
    const event = newEvent();
    const at = performance.now();
    const { body } = await invoke(event, OWN);
    const ms = performance.now() - at;
    replies.set(body, (replies.get(body) ?? 0) + 1);
    return { sid: event.CallSid, ms };
  };

  const first = [];
  for (let n = 0; n < job.first; n++) first.push(await call());
  const calls = job.everyMs ? await paced(call) : await workedOff(call);
  const maxRssBytes = process.resourceUsage().maxRSS * 1024;
  return { first, calls, replies: [...replies], maxRssBytes };
}

/** A new call every so often, whatever became of the last. */
async function paced(call) {
  const calls = [];
  const end = performance.now() + job.forMs;
  while (performance.now() < end) {
    calls.push(call());
    await new Promise((resolve) => setTimeout(resolve, job.everyMs));
  }
  return Promise.all(calls);
}

/** One call after the other, until there were enough or the time is over. */
async function workedOff(call) {
  const calls = [];
  const end = performance.now() + (job.forMs ?? Infinity);
  while (calls.length < (job.calls ?? Infinity) && performance.now() < end)
    calls.push(await call());
  return calls;
}

/** The memory in use after each so many calls, several at once. */
async function memory() {
  const invoke = loadFunction(job.functionPath, job.env);
  const samples = [];
  for (let done = 0; done < job.calls; done += job.sampleEvery) {
    let left = job.sampleEvery;
    const worker = async () => {
      while (left-- > 0) await invoke(newEvent(), OWN);
    };
    await Promise.all(Array.from({ length: job.atOnce }, worker));
    global.gc();
    const { heapUsed, rss } = process.memoryUsage();
    const calls = done + job.sampleEvery;
    samples.push({ calls, heapBytes: heapUsed, rssBytes: rss });
  }
  return { samples };
}

const MEASURES = { cold, warm, memory };
MEASURES[job.measure]().then((result) => {
  process.stdout.write(`result ${JSON.stringify(result)}\n`, () => {
    process.exit();
  });
});
