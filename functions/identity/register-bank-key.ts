import { BankKeyItem } from "../../adapters/bank/bank-directory.ts";
import { keys } from "../../adapters/table/keys.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import { registerKey } from "../../domain/bank/register-key.ts";
import type { Kit } from "../kit/deps.ts";
import { orThrow } from "../kit/problem.ts";
import type { OperatorTaskOf } from "../kit/task.ts";
import type { registerBankKey as contract } from "./contracts.ts";

export const registerBankKey =
  ({ table }: Kit): OperatorTaskOf<typeof contract> =>
  async ({ bankId, jwk, revokes }, context) => {
    const { pk, beginsWith } = keys.bankKeys(bankId);
    const { items } = await table.query({ pk, sk: { beginsWith }, consistent: true });
    const known = items.map((item) => {
      const { jwk: each, revokedAt } = BankKeyItem.parse(item);
      return { keyId: each.kid, x: each.x, isRevoked: revokedAt !== undefined };
    });
    const decided = orThrow(registerKey(known, { bankId, keyId: jwk.kid, x: jwk.x, revokes }));
    const answer = { keyId: jwk.kid, outcome: decided };
    if (decided === "known") return answer;
    return commitCommand(
      table,
      context,
      [
        {
          write: {
            kind: "put",
            item: { ...keys.bankKey(bankId, jwk.kid), type: "bank-key", jwk },
            condition: { kind: "absent" },
          },
        },
        ...(revokes === undefined
          ? []
          : [
              {
                write: {
                  kind: "update",
                  key: keys.bankKey(bankId, revokes),
                  set: { revokedAt: context.now },
                  condition: {
                    kind: "all",
                    of: [{ kind: "present" }, { kind: "attribute-absent", attribute: "revokedAt" }],
                  },
                },
              } as const,
            ]),
      ],
      answer,
    );
  };
