import { generateKeyPairSync } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { registerBankKey as contract } from "../../../functions/identity/contracts.ts";
import { registerBankKey } from "../../../functions/identity/register-bank-key.ts";
import { operatorLambda } from "../../../functions/kit/task.ts";
import { testKit, type TestKit } from "../../support/door.ts";

let kit: TestKit;
beforeEach(() => {
  kit = testKit();
});

function jwkNamed(kid: string): Record<string, unknown> {
  const { kty, crv, x } = generateKeyPairSync("ed25519").publicKey.export({ format: "jwk" });
  return { kty, crv, x, kid };
}

const register = (input: unknown) => operatorLambda(contract, registerBankKey, kit)(input);
const isLive = async (keyId: string) => (await kit.banks.publicKey(keyId)) !== undefined;

describe("registering a bank's key", () => {
  it("makes the bank known by it; again it changes nothing", async () => {
    const jwk = jwkNamed("sandbox-bank/1");
    const input = { bankId: "sandbox-bank", jwk };
    expect(await register(input)).toEqual({ keyId: "sandbox-bank/1", outcome: "new" });
    expect(await isLive("sandbox-bank/1")).toBe(true);
    expect(await register(input)).toEqual({ keyId: "sandbox-bank/1", outcome: "known" });
    expect(kit.table.stream()).toHaveLength(1);
  });

  it("keeps two live keys, and takes a third only in place of one", async () => {
    const bankId = "sandbox-bank";
    await register({ bankId, jwk: jwkNamed("sandbox-bank/1") });
    await register({ bankId, jwk: jwkNamed("sandbox-bank/2") });
    expect(await isLive("sandbox-bank/1")).toBe(true);
    const third = jwkNamed("sandbox-bank/3");
    await expect(register({ bankId, jwk: third })).rejects.toThrow(/bank.keys-live-already.*2/);
    await register({ bankId, jwk: third, revokes: "sandbox-bank/1" });
    expect(
      await Promise.all(["1", "2", "3"].map((name) => isLive(`sandbox-bank/${name}`))),
    ).toEqual([false, true, true]);
  });

  it("refuses a key id of another bank, one that was used, and one to revoke that is none", async () => {
    const bankId = "sandbox-bank";
    await register({ bankId, jwk: jwkNamed("sandbox-bank/1") });
    const refusals: [unknown, RegExp][] = [
      [{ bankId, jwk: jwkNamed("other-bank/1") }, /bank.key-name-wrong.*other-bank/],
      [{ bankId, jwk: jwkNamed("sandbox-bank/1") }, /bank.key-id-taken/],
      [{ bankId, jwk: jwkNamed("sandbox-bank/2"), revokes: "sandbox-bank/9" }, /bank.key-unknown/],
    ];
    for (const [input, message] of refusals) await expect(register(input)).rejects.toThrow(message);
    expect(kit.table.stream()).toHaveLength(1);
  });

  it("refuses a private key and what is no key", async () => {
    const jwk = { ...jwkNamed("sandbox-bank/1"), d: "A".repeat(43) };
    await expect(register({ bankId: "sandbox-bank", jwk })).rejects.toThrow(/"d"/);
    await expect(register({ bankId: "sandbox-bank" })).rejects.toThrow(/jwk/);
    await expect(register(undefined)).rejects.toThrow(/bankId/);
    expect(kit.table.all()).toEqual([]);
  });
});
