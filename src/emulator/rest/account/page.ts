import type { ApiReply, ApiRequest } from "../api";

const DEFAULT_PAGE_SIZE = 50;

/** How a version of the API pages: the names in its answers, and the most on one page. */
export interface Paging {
  readonly shape: "2010" | "v1";
  /** Twilio's own host, which `next_page_url` names whatever host was asked. */
  readonly host: string;
  readonly maxPageSize: number;
}

/** One page of a list, by `PageSize` and `Page`. */
export function pageReply(
  items: readonly unknown[],
  listKey: string,
  { path, query }: ApiRequest,
  { shape, host, maxPageSize }: Paging,
): ApiReply {
  const size = Math.min(
    Number(query.get("PageSize") ?? DEFAULT_PAGE_SIZE),
    maxPageSize,
  );
  const number = Number(query.get("Page") ?? 0);
  const start = number * size;
  const page = items.slice(start, start + size);
  const pagePath = (n: number): string => {
    const next = new URLSearchParams(query);
    next.set("PageSize", String(size));
    next.set("Page", String(n));
    return `${path}?${next.toString()}`;
  };
  const nextPath = start + size < items.length ? pagePath(number + 1) : null;
  if (shape === "2010") {
    return {
      status: 200,
      body: {
        [listKey]: page,
        page: number,
        page_size: size,
        start,
        end: start + page.length - 1,
        uri: pagePath(number),
        first_page_uri: pagePath(0),
        next_page_uri: nextPath,
      },
    };
  }
  return {
    status: 200,
    body: {
      [listKey]: page,
      meta: {
        key: listKey,
        page: number,
        page_size: size,
        url: `https://${host}${pagePath(number)}`,
        first_page_url: `https://${host}${pagePath(0)}`,
        next_page_url: nextPath && `https://${host}${nextPath}`,
      },
    },
  };
}
