import { generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";

/** X.509 certificates for receivers on this machine, made when a test asks for them: no key lies in the repository. */

/** DER: a tag, the length of what follows, and that. */
function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}
const sequence = (...parts: readonly Uint8Array[]): Buffer => der(0x30, ...parts);
const explicit = (number: number, part: Uint8Array): Buffer => der(0xa0 + number, part);
const integer = (bytes: Uint8Array): Buffer => der(0x02, bytes);
const octets = (part: Uint8Array): Buffer => der(0x04, part);
const bits = (part: Uint8Array): Buffer => der(0x03, Buffer.from([0]), part);
const TRUE = der(0x01, Buffer.from([0xff]));

/** Of an object identifier the first two numbers share a byte; ours have larger ones in one place only. */
function oid(...numbers: readonly number[]): Buffer {
  const [first = 0, second = 0, ...rest] = numbers;
  const bytes = rest.flatMap((number) =>
    number < 0x80
      ? [number]
      : number < 0x4000
        ? [0x80 | (number >> 7), number & 0x7f]
        : [0x80 | (number >> 14), 0x80 | ((number >> 7) & 0x7f), number & 0x7f],
  );
  return der(0x06, Buffer.from([first * 40 + second, ...bytes]));
}
const ECDSA_WITH_SHA256 = sequence(oid(1, 2, 840, 10045, 4, 3, 2));
const COMMON_NAME = oid(2, 5, 4, 3);
const ALTERNATIVE_NAMES = oid(2, 5, 29, 17);
const BASIC_CONSTRAINTS = oid(2, 5, 29, 19);

const nameOf = (text: string): Buffer =>
  sequence(der(0x31, sequence(COMMON_NAME, der(0x0c, Buffer.from(text)))));

/** Until 2049 a certificate says its instants with two digits of the year. */
const instant = (at: Date): Buffer => {
  const [date = ""] = at.toISOString().slice(2).split(".");
  return der(0x17, Buffer.from(`${date.replaceAll(/[-T:]/g, "")}Z`));
};

/** Who signs certificates. */
export interface Authority {
  readonly name: string;
  readonly key: KeyObject;
  /** PEM. */
  readonly certificate: string;
}

interface Subject {
  readonly name: string;
  /** For which host; an authority has none. */
  readonly host?: string;
  readonly publicKey: KeyObject;
  readonly from: Date;
  readonly to: Date;
}

function certify({ name, key }: Pick<Authority, "name" | "key">, subject: Subject): string {
  const { host, publicKey } = subject;
  const extension =
    host === undefined
      ? sequence(BASIC_CONSTRAINTS, TRUE, octets(sequence(TRUE)))
      : sequence(ALTERNATIVE_NAMES, octets(sequence(der(0x82, Buffer.from(host)))));
  const body = sequence(
    explicit(0, integer(Buffer.from([2]))),
    // The first bit is that of the sign.
    integer(Buffer.concat([Buffer.from([0x01]), randomBytes(8)])),
    ECDSA_WITH_SHA256,
    nameOf(name),
    sequence(instant(subject.from), instant(subject.to)),
    nameOf(subject.name),
    publicKey.export({ type: "spki", format: "der" }),
    explicit(3, sequence(extension)),
  );
  const certificate = sequence(body, ECDSA_WITH_SHA256, bits(sign("sha256", body, key)));
  const lines =
    certificate
      .toString("base64")
      .match(/.{1,64}/g)
      ?.join("\n") ?? "";
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
}

const newKeys = () => generateKeyPairSync("ec", { namedCurve: "P-256" });
const YEAR_MS = 365 * 24 * 3_600_000;

/** A new authority, whom nobody trusts that was not told to. */
export function newAuthority(name: string): Authority {
  const { privateKey: key, publicKey } = newKeys();
  const years = { from: new Date(Date.now() - YEAR_MS), to: new Date(Date.now() + YEAR_MS) };
  return { name, key, certificate: certify({ name, key }, { name, publicKey, ...years }) };
}

/**
 * A receiver's key and certificate, as a TLS server takes them.
 * @param endsInMs how long it is valid from now on; one that is over ended so long ago
 */
export function certificateOf(
  authority: Authority,
  host: string,
  endsInMs = YEAR_MS,
): { readonly key: string; readonly cert: string } {
  const { privateKey, publicKey } = newKeys();
  const [from, to] = [new Date(Date.now() - YEAR_MS), new Date(Date.now() + endsInMs)];
  return {
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    cert: certify(authority, { name: "receiver", host, publicKey, from, to }),
  };
}
