import type { IncomingMessage } from "node:http";

/**
 * The whole body, or null as soon as it is known to be larger than allowed. By events: an
 * iteration would cost half a millisecond of a cold start. Rejects where the connection breaks before the end.
 */
export function readBody(
  incoming: IncomingMessage,
  maxBytes: number,
): Promise<Buffer | null> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const refuse = (): void => {
      resolve(null);
      incoming.destroy();
    };
    if (Number(incoming.headers["content-length"] ?? 0) > maxBytes) refuse();
    incoming.on("data", (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.length;
      if (size > maxBytes) refuse();
    });
    incoming.on("end", () => {
      resolve(Buffer.concat(chunks));
    });
    incoming.on("error", reject);
    incoming.on("close", reject);
  });
}
