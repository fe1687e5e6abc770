/** Milliseconds on a clock that never jumps. (`performance` would load ten modules first.) */
export function monotonicMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
