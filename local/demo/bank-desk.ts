import { StoryBroken } from "../demo-city/stage.ts";

/** What people at the sandbox bank do: without a signature, at this machine only. */
export interface BankDesk {
  /** Tells the bank to refuse the next releases or refunds. */
  refuse(next: "releases" | "refunds", times: number): Promise<void>;
  /** Executes a court's order: money leaves custody behind the platform's back. */
  seize(order: {
    readonly orderNo: string;
    readonly custodyAccountNo: string;
    readonly amountFen: number;
  }): Promise<void>;
  /** Tells the platform what each account holds. */
  tellBalances(): Promise<void>;
}

export function bankDesk(bankUrl: string): BankDesk {
  const ask = async (method: string, path: string, body?: unknown): Promise<void> => {
    const response = await fetch(`${bankUrl}/admin/${path}`, {
      method,
      headers: { "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new StoryBroken(await response.text());
  };
  return {
    refuse: (next, times) => ask("PUT", "faults", { [next]: { refused: { chance: 1, times } } }),
    seize: ({ custodyAccountNo, ...order }) =>
      ask("POST", `custody-accounts/${custodyAccountNo}/seizures`, order),
    tellBalances: () => ask("POST", "balances"),
  };
}
