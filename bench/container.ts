import { join } from "node:path";
import { createInterface } from "node:readline";
import { spawnProgram } from "../src/emulator/runtime";
import { RESULT, type Job, type JobResult } from "./host/job";

/** Runs a job in a fresh process. */
export function runContainer(job: Job): Promise<JobResult> {
  const child = spawnProgram(
    join(__dirname, "host/host.ts"),
    [JSON.stringify(job)],
    { nodeOptions: ["--expose-gc"] },
  );
  const log: string[] = [];
  let warnings = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    warnings += text;
  });
  let result: Omit<JobResult, "log"> | undefined;
  createInterface(child.stdout).on("line", (line) => {
    if (line.startsWith(RESULT))
      result = JSON.parse(line.slice(RESULT.length)) as JobResult;
    // The log of fifty thousand calls is nobody's to keep.
    else if (job.measure !== "memory") log.push(line);
  });
  return new Promise((resolve, reject) => {
    child.once("close", (code) => {
      if (result) resolve({ ...result, log });
      else
        reject(
          new Error(
            `${job.functionPath} ended with ${code ?? "a signal"}:\n${warnings}`,
          ),
        );
    });
  });
}
