import { useEffect, useState } from "preact/hooks";

const TICK_MS = 1000;

/** Now by this browser's clock, in Unix milliseconds: each second anew while the page is seen. */
export function useTick(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => {
      if (!document.hidden) setNow(Date.now());
    }, TICK_MS);
    return () => {
      clearInterval(timer);
    };
  }, []);
  return now;
}
