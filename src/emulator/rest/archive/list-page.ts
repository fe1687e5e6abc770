import { apiError, type ApiReply, type ApiRequest } from "../api";
import type { ArchivedRow } from "./archive";
import { isWithin } from "./dates";

/** How a list is paged. */
export interface ListPaging {
  readonly shape: "2010" | "v1";
  /** Twilio's own host, which a page of the newer APIs names whatever host was asked. */
  readonly host: string;
  /** Where the rows stand in an answer. */
  readonly key: string;
}

const DEFAULT_PAGE_SIZE = 50;
const MAX_PAGE_SIZE = 1000;

/**
 * One page of a list. The next page follows the last row of this one by its `PageToken`, so that
 * rows that come meanwhile neither shift nor repeat any.
 */
export function listPage(
  rows: readonly ArchivedRow[],
  { path, query }: ApiRequest,
  { shape, host, key }: ListPaging,
): ApiReply {
  const size = Number(query.get("PageSize") ?? DEFAULT_PAGE_SIZE);
  const page = Number(query.get("Page") ?? 0);
  const token = query.get("PageToken");
  const before = token?.replace(/^PA/, "");
  const start =
    before === undefined ? 0 : rows.findIndex(({ sid }) => sid === before) + 1;
  const isKnown = before === undefined || start > 0;
  if (!isKnown || !(size >= 1 && size <= MAX_PAGE_SIZE))
    return apiError(400, 20001, "Invalid PageSize or PageToken");

  const shown = rows.slice(start, start + size);
  const last = shown.at(-1);
  const hasMore = start + size < rows.length;
  const link = (number: number, after: string | null): string => {
    const next = new URLSearchParams(query);
    next.set("PageSize", String(size));
    next.set("Page", String(number));
    if (after === null) next.delete("PageToken");
    else next.set("PageToken", after);
    const below = `${path}?${next.toString()}`;
    return shape === "v1" ? `https://${host}${below}` : below;
  };
  const next = hasMore && last ? link(page + 1, `PA${last.sid}`) : null;
  const bodies = shown.map(({ body }) => body);
  return {
    status: 200,
    body:
      shape === "v1"
        ? {
            [key]: bodies,
            meta: {
              first_page_url: link(0, null),
              key,
              next_page_url: next,
              page,
              page_size: size,
              previous_page_url: null,
              url: link(page, token),
            },
          }
        : {
            end: start + shown.length - 1,
            first_page_uri: link(0, null),
            [key]: bodies,
            next_page_uri: next,
            page,
            page_size: size,
            previous_page_uri: null,
            start,
            uri: link(page, token),
          },
  };
}

/** The 2010 API takes `StartTime` for a day, `StartTime>` and `StartTime<` for its bounds. */
export function isAsked(
  { query }: ApiRequest,
  name: string,
  at: Date,
): boolean {
  const day = query.get(name);
  return isWithin(
    at,
    query.get(`${name}>`) ?? day,
    query.get(`${name}<`) ?? day,
  );
}

/** How the 2010 API pages. */
export function pages2010(key: string): ListPaging {
  return { shape: "2010", host: "api.twilio.com", key };
}
