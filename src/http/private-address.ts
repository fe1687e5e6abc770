import { BlockList, isIPv6 } from "node:net";

/** Networks that are nobody's on the Internet, and this machine. @see https://www.iana.org/assignments/iana-ipv4-special-registry */
const PRIVATE_NETWORKS = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "224.0.0.0/3",
  "::/127",
  "64:ff9b::/96",
  "fc00::/7",
  "fe80::/10",
  "ff00::/8",
];

let blocked: BlockList | undefined;

/** Whether an IP address is of this machine, of a private network, or of none. */
export function isPrivateAddress(address: string): boolean {
  blocked ??= blockPrivateNetworks();
  return blocked.check(address, isIPv6(address) ? "ipv6" : "ipv4");
}

function blockPrivateNetworks(): BlockList {
  const list = new BlockList();
  for (const network of PRIVATE_NETWORKS) {
    const [address = "", prefix] = network.split("/");
    const family = isIPv6(address) ? "ipv6" : "ipv4";
    list.addSubnet(address, Number(prefix), family);
  }
  return list;
}
