import { useEffect, useState } from "preact/hooks";
import { formatRoute, readRoute, type Route } from "./route";

/** What the address asks for, and how to ask for something else. */
export function useRoute(): [Route, (route: Route) => void] {
  const [route, setRoute] = useState(() => readRoute(location.hash));
  useEffect(() => {
    const follow = () => {
      setRoute(readRoute(location.hash));
    };
    window.addEventListener("hashchange", follow);
    return () => {
      window.removeEventListener("hashchange", follow);
    };
  }, []);
  return [
    route,
    (next) => {
      location.hash = formatRoute(next);
    },
  ];
}
