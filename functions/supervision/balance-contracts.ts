import * as z from "zod";
import { InstitutionId } from "../../domain/shared/ids.ts";
import { Timestamp } from "../../domain/shared/time.ts";
import { defineUseCase } from "../kit/contract.ts";
import { pageOutput, pageQuery } from "../kit/cursor.ts";
import { FUNDS_VIEWERS } from "./contracts.ts";
import { ToldBalanceView } from "./schemas.ts";

export const listBalances = defineUseCase({
  id: "listBalances",
  capability: "supervision",
  end: "management",
  method: "GET",
  path: "/v1/institutions/{institutionId}/custody-balances",
  summary: {
    zh: "托管账户余额记录：银行历次报送的余额、当时账面与核对结果，最新在前",
    en: "What banks told of an institution's custody account, and how it compared, the newest first",
  },
  access: { role: "officer", duties: FUNDS_VIEWERS },
  input: {
    path: z.strictObject({ institutionId: InstitutionId }),
    query: z.strictObject(pageQuery),
  },
  output: z.strictObject({
    institutionId: InstitutionId,
    balances: z.array(
      z.strictObject({
        sequence: z.int().meta({ description: "Counted from 1, without a gap" }),
        recordedAt: Timestamp,
        actor: z.string().meta({ description: "Which bank told it: bank:…" }),
        ...ToldBalanceView.omit({ differsSince: true }).shape,
      }),
    ),
    ...pageOutput,
  }),
  errors: ["resource.not-found", "identity.outside-unit", "input.cursor-invalid"],
  touches: { reads: ["institution", "balance"] },
  load: { perSecond: 5 },
});

export const useCases = [listBalances];
