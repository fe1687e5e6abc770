import { isOwnDomain } from "../../src/url/own-domain";

test.each([
  ["https://svc.twil.io/x", "svc.twil.io", true],
  ["https://SVC.twil.io:443/x", "Svc.TWIL.io", true],
  ["http://svc.twil.io", "svc.twil.io", true],
  ["http://localhost:3000/", "localhost:3000", true],
  ["http://localhost/", "localhost:80", true],
  ["https://svc.twil.io./x", "svc.twil.io", true],
  ["https://svc.twil.io:8443/x", "svc.twil.io", false],
  ["https://svc.twil.io.evil.example/x", "svc.twil.io", false],
  ["https://svc.twil.io/x", "not a host", false],
  ["https://svc.twil.io/x", null, false],
])("%s under %s: %s", (url, domainName, isOwn) => {
  expect(isOwnDomain(new URL(url), domainName)).toBe(isOwn);
});
