/** What a Function answers with: `Twilio.Response`, as far as Functions use it. */
export class Response {
  statusCode = 200;
  readonly headers: Record<string, string> = {};
  body: unknown = null;

  setStatusCode(code: number): void {
    this.statusCode = code;
  }

  setBody(body: unknown): void {
    this.body = body;
  }

  appendHeader(name: string, value: string): void {
    this.headers[name] = value;
  }
}
