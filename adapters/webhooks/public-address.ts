import { BlockList, isIP } from "node:net";

/**
 * Networks that are not the public internet, or lead out of it again: IANA's special-purpose registries for
 * IPv4 and IPv6 (RFC 6890), multicast, and the ways in which IPv6 wraps an IPv4 address.
 */
const NOT_PUBLIC: readonly (readonly [network: string, prefix: number, family: "ipv4" | "ipv6"])[] =
  [
    ["0.0.0.0", 8, "ipv4"],
    ["10.0.0.0", 8, "ipv4"],
    ["100.64.0.0", 10, "ipv4"],
    ["127.0.0.0", 8, "ipv4"],
    // Link-local; 169.254.169.254 hands out a machine's credentials.
    ["169.254.0.0", 16, "ipv4"],
    ["172.16.0.0", 12, "ipv4"],
    ["192.0.0.0", 24, "ipv4"],
    ["192.0.2.0", 24, "ipv4"],
    ["192.31.196.0", 24, "ipv4"],
    ["192.52.193.0", 24, "ipv4"],
    ["192.88.99.0", 24, "ipv4"],
    ["192.168.0.0", 16, "ipv4"],
    ["192.175.48.0", 24, "ipv4"],
    ["198.18.0.0", 15, "ipv4"],
    ["198.51.100.0", 24, "ipv4"],
    ["203.0.113.0", 24, "ipv4"],
    // Multicast, reserved, broadcast.
    ["224.0.0.0", 4, "ipv4"],
    ["240.0.0.0", 4, "ipv4"],
    // Alibaba Cloud's own services, its metadata among them, lie within 100.64.0.0/10; Azure's has a public look.
    ["168.63.129.16", 32, "ipv4"],
  ];

/** Of IPv6 only what is handed out for the public internet is public at all; these parts of it are not. */
const GLOBAL_UNICAST = ["2000::", 3] as const;
const NOT_PUBLIC_V6: readonly (readonly [network: string, prefix: number])[] = [
  // Teredo, benchmarking, ORCHID and the rest of the protocols' own block.
  ["2001::", 23],
  ["2001:db8::", 32],
  // 6to4 carries an IPv4 address in itself.
  ["2002::", 16],
  ["2620:4f:8000::", 48],
  ["3fff::", 20],
];

const blocked = new BlockList();
for (const [network, prefix, family] of NOT_PUBLIC) blocked.addSubnet(network, prefix, family);
for (const [network, prefix] of NOT_PUBLIC_V6) blocked.addSubnet(network, prefix, "ipv6");
const globalUnicast = new BlockList();
globalUnicast.addSubnet(...GLOBAL_UNICAST, "ipv6");

/**
 * Whether an address is one of the public internet.
 * @param address as a resolver gives it; anything else is not public
 */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !blocked.check(address, "ipv4");
    case 6:
      // A zone (`fe80::1%eth0`) belongs to a link; IPv4-mapped and NAT64 addresses lie outside of 2000::/3.
      return (
        !address.includes("%") &&
        globalUnicast.check(address, "ipv6") &&
        !blocked.check(address, "ipv6")
      );
    default:
      return false;
  }
}
