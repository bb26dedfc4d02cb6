import {
  parseDictionary,
  serializeItem,
  serializeParameters,
  type BareItem,
} from "structured-headers";

/** The one label that the platform and its partners sign under. */
export const LABEL = "xiaowai";

export const ALGORITHM = "ed25519";

/** Shorter nonces could collide or be guessed; longer ones would only fill the store. */
export const NONCE = /^[\x21-\x7e]{16,128}$/;
export const KEY_ID = /^[\x21-\x7e]{1,128}$/;

/** Longer values of a signed header are refused unread. */
const MAX_HEADER_LENGTH = 4_096;

/** Headers as they come: a list is a repeated header. Names in any case. */
export type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

/** A message that cannot be read as a signed one; its text is the `reason` of `signature.malformed`. */
export class Malformed extends Error {
  override readonly name = "Malformed";
}

/**
 * The one value of a header, trimmed. Repeated headers are refused rather than joined: a reader that takes
 * the first and one that takes the last would see different messages under one signature.
 * @throws Malformed
 */
export function headerValue(headers: Headers, name: string): string | undefined {
  const values = Object.entries(headers)
    .filter(([key]) => key.toLowerCase() === name)
    .flatMap(([, value]) => value ?? []);
  if (values.length > 1) throw new Malformed(`header ${name} is repeated`);
  const [value] = values;
  if (value === undefined) return undefined;
  if (value.length > MAX_HEADER_LENGTH) {
    throw new Malformed(`header ${name} is longer than ${MAX_HEADER_LENGTH} characters`);
  }
  return value.trim();
}

/** A component's identifier as it stands in the signature base: `"@method"`, `"@method";req`. */
export const componentId = (name: string, parameters: ReadonlyMap<string, BareItem> = new Map()) =>
  serializeItem(name, new Map(parameters));

/** What one signature says it covers, with its parameters (`created`, `keyid`, `alg`, `nonce` …). */
export interface SignatureParameters {
  /** Serialised identifiers, in order. */
  readonly components: readonly string[];
  readonly parameters: ReadonlyMap<string, BareItem>;
  /** The value of `@signature-params` and of the label in `signature-input`. */
  readonly serialized: string;
}

/** @throws Malformed when a component is named twice */
export function signatureParameters(
  components: readonly string[],
  parameters: ReadonlyMap<string, BareItem>,
): SignatureParameters {
  if (new Set(components).size !== components.length) {
    throw new Malformed("a component is covered twice");
  }
  const serialized = `(${components.join(" ")})${serializeParameters(new Map(parameters))}`;
  return { components, parameters, serialized };
}

/** Reads the one member `xiaowai` of a dictionary header, and refuses others beside it. */
function onlyMember(header: string, name: string) {
  // A dictionary that repeats a key parses to its last value, so the text itself is counted.
  if (header.split(`${LABEL}=`).length !== 2) {
    throw new Malformed(`${name} must hold the label ${LABEL} exactly once`);
  }
  let dictionary;
  try {
    dictionary = parseDictionary(header);
  } catch {
    throw new Malformed(`${name} is not a structured dictionary (RFC 9651)`);
  }
  const member = dictionary.get(LABEL);
  if (member === undefined || dictionary.size !== 1) {
    throw new Malformed(`${name} must hold the label ${LABEL} and no other`);
  }
  return member;
}

/** @throws Malformed */
export function parseSignatureInput(header: string): SignatureParameters {
  const [items, parameters] = onlyMember(header, "signature-input");
  if (!Array.isArray(items)) throw new Malformed("signature-input is not a list of components");
  const components = items.map(([name, itemParameters]) => {
    if (typeof name !== "string") throw new Malformed("a component identifier is not a string");
    return componentId(name, itemParameters);
  });
  return signatureParameters(components, parameters);
}

/** The 64 bytes of an Ed25519 signature. @throws Malformed */
export function parseSignature(header: string): Uint8Array<ArrayBuffer> {
  const [value] = onlyMember(header, "signature");
  if (!(value instanceof ArrayBuffer) || value.byteLength !== 64) {
    throw new Malformed("signature is not a byte sequence of 64 bytes");
  }
  return new Uint8Array(value);
}

/**
 * The text that is signed (RFC 9421 §2.5): one line for each component, then the parameters.
 * @param valueOf the value of a component by its serialised identifier
 * @throws Malformed when a component is absent from the message, or could smuggle a line
 */
export function signatureBase(
  covered: SignatureParameters,
  valueOf: (component: string) => string | undefined,
): Uint8Array {
  const lines = covered.components.map((component) => {
    const value = valueOf(component);
    if (value === undefined) throw new Malformed(`${component} is not in the message`);
    if (!/^[\x20-\x7e]*$/.test(value)) {
      throw new Malformed(`${component} has characters other than printable ASCII`);
    }
    return `${component}: ${value}`;
  });
  return Buffer.from([...lines, `"@signature-params": ${covered.serialized}`].join("\n"));
}
