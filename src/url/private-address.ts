import type { BlockList } from "node:net";

/** @see https://www.iana.org/assignments/iana-ipv4-special-registry */
const IPV4 =
  "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/3";

/** @see https://www.iana.org/assignments/iana-ipv6-special-registry */
const IPV6 =
  "::/96 ::ffff:0:0:0/96 64:ff9b:1::/48 100::/64 2001::/32 2001:db8::/32 2002::/16 fc00::/7 fe80::/9 ff00::/8";

/** What NAT64 puts before an address of IPv4. */
const NAT64 = "64:ff9b::";

let blocked: BlockList | undefined;

/**
 * Whether an address is one of this machine, of a private network, or of nobody on the public
 * Internet. A text that is no address is.
 */
export function isPrivateAddress(address: string): boolean {
  const { isIP } = process.getBuiltinModule("node:net");
  const [bare = ""] = address.split("%");
  const family = isIP(bare);
  if (family === 0) return true;
  blocked ??= privateNetworks();
  return blocked.check(bare, family === 4 ? "ipv4" : "ipv6");
}

function privateNetworks(): BlockList {
  const { BlockList } = process.getBuiltinModule("node:net");
  const list = new BlockList();
  for (const network of IPV4.split(" ")) {
    const [address = "", prefix] = network.split("/");
    list.addSubnet(address, Number(prefix), "ipv4");
    list.addSubnet(NAT64 + address, 96 + Number(prefix), "ipv6");
  }
  for (const network of IPV6.split(" ")) {
    const [address = "", prefix] = network.split("/");
    list.addSubnet(address, Number(prefix), "ipv6");
  }
  return list;
}
