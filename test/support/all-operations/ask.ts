import type { Signer } from "../../../adapters/signing/keys.ts";
import type { Caller } from "../door.ts";
import { bodyOfReply, knock, type Knock, operation } from "./operations.ts";
import type { WorldKit } from "./world-kit.ts";

/** Asks for something that has to succeed. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the builders look into answers freely
export type Ask = (id: string, as: Caller | Signer, asked: Knock) => Promise<any>;

export const askingOn =
  (kit: WorldKit): Ask =>
  async (id, as, asked) => {
    const visitor = "memberId" in as ? { as } : { signer: as };
    const reply = await knock(operation(id).on(kit), kit, visitor, asked);
    if (reply.status >= 300) throw new Error(`${id}: ${reply.text}`);
    return bodyOfReply(reply);
  };
