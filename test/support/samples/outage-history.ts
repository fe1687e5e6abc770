import { randomBytes } from "node:crypto";
import {
  incomingParams,
  newSid,
  type TwilioEmulator,
} from "../../../src/emulator";
import type { Params } from "../../../src/twilio/signature";
import { clockAt } from "./clock-at";
import { someFailure } from "./records";

import {
  journalRecord,
  type JournalRecord,
  type Outcome,
} from "../../../src/journal/record";
import { shardOf, listName } from "../../../src/journal/shards";

const SHARDS = 10;

/** Writes what an outage leaves behind: in Twilio's error log, among its messages, in the journal. */
export function outageHistory(emulator: TwilioEmulator) {
  const { client, accountSid, authToken } = emulator;
  const privacy = { pii: "masked", authToken } as const;
  const fail = (
    url: string,
    params: Params,
    at: number,
    code: number,
    method: "GET" | "POST" = "POST",
  ): void => {
    client.observe?.({
      kind: "webhook",
      at: new Date(at),
      ms: 5,
      resourceSid: sidIn(params),
      url,
      method,
      params,
      response: { status: 503, headers: {}, body: "" },
      error: { code, detail: "HTTP 503", level: "error" },
    });
  };

  const playCall = (params: Params, at: number): void => {
    const sid = sidIn(params) ?? "";
    for (const [status, ms] of [
      ["in-progress", 0],
      ["completed", 20_000],
    ] as const) {
      const event = {
        kind: "call",
        at: new Date(at + ms),
        sid,
        params,
      } as const;
      client.observe?.({ ...event, status });
    }
  };
  const journal = (record: JournalRecord): void => {
    const list = listName(shardOf(record.sid ?? "", SHARDS));
    emulator.sync.createList(list);
    const reply = emulator.sync.handle({
      method: "POST",
      path: `/v1/Services/default/Lists/${list}/Items`,
      query: new URLSearchParams(),
      form: new URLSearchParams({ Data: JSON.stringify(record) }),
      text: "",
      user: accountSid,
      ifMatch: null,
    });
    expect(reply?.status).toBe(201);
  };

  return {
    /** A message that came in while the primary was down. Its SID. */
    message: (
      url: string,
      at: number,
      {
        from = "+14155550123",
        to = "+15550001111",
        body = "Hello?",
        outcome = "apologized",
        code = 11200,
        hasAlert = true,
        hasRecord = true,
      }: {
        from?: string;
        to?: string;
        body?: string;
        outcome?: "apologized" | "silent" | "recovered";
        code?: number;
        hasAlert?: boolean;
        hasRecord?: boolean;
      } = {},
    ): string => {
      const params = incomingParams("messaging", accountSid, {
        from,
        to,
        body,
      });
      const sid = sidIn(params) ?? "";
      client.carrier?.receive({ sid, from, to, body, media: [] });
      if (hasAlert) fail(url, params, at, code);
      if (hasRecord) {
        const end: Outcome =
          outcome === "recovered"
            ? { outcome, recoveredBy: "https://dr.example.com", attempts: [] }
            : { outcome, attempts: [] };
        const failure = someFailure({
          channel: "messaging",
          errorCode: code,
          errorUrl: new URL(url),
          sid,
          accountSid,
          from,
          to,
          ours: "to",
          person: from,
        });
        journal(journalRecord(failure, end, clockAt(at, 5), privacy));
      }
      return sid;
    },
    /** A status callback that failed. Its alert's resource. */
    callback: (
      url: string,
      at: number,
      { from = "+15550001111", to = "+14155550123" } = {},
    ): string => {
      const sid = newSid("SM");
      const params: Params = [
        ["AccountSid", accountSid],
        ["MessageSid", sid],
        ["SmsSid", sid],
        ["MessageStatus", "delivered"],
        ["SmsStatus", "delivered"],
        ["From", from],
        ["To", to],
      ];
      fail(url, params, at, 11200);
      return sid;
    },
    /** A call that met the error document, and is over. Its SID. */
    missedCall: (
      url: string,
      at: number,
      { from = "+14155550123", to = "+15550001111" } = {},
    ): string => {
      const params = incomingParams("voice", accountSid, { from, to });
      const sid = sidIn(params) ?? "";
      playCall(params, at);
      fail(url, params, at, 11200);
      const failure = someFailure({
        errorUrl: new URL(url),
        sid,
        accountSid,
        from,
        to,
        ours: "to",
        person: from,
      });
      const end = { outcome: "apologized", attempts: [] } as const;
      journal(journalRecord(failure, end, clockAt(at, 5), privacy));
      return sid;
    },
    /** A call that was put through. */
    goodCall: (
      at: number,
      { from = "+14155550123", to = "+15550001111" } = {},
    ): void => {
      playCall(incomingParams("voice", accountSid, { from, to }), at);
    },
    /** A call's first document, which nobody can bring back. */
    call: (url: string, at: number): void => {
      const params = incomingParams("voice", accountSid);
      fail(url, params, at, 11200);
    },
    fail,
    /** A SID that nobody has. */
    newMessageSid: () => `SM${randomBytes(16).toString("hex")}`,
  };
}

function sidIn(params: Params): string | null {
  const find = (name: string) => params.find(([one]) => one === name)?.[1];
  return find("CallSid") ?? find("MessageSid") ?? null;
}
