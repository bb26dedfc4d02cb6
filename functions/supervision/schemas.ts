import * as z from "zod";
import { BalanceState } from "../../domain/custody/compare-balance.ts";
import { BankId, InstitutionId, UnitId } from "../../domain/shared/ids.ts";
import { Fen } from "../../domain/shared/money.ts";
import { LocalDate, Timestamp } from "../../domain/shared/time.ts";
import { TrainingCategory } from "../../domain/shared/training.ts";
import { DepositFloor } from "../../domain/supervision/deposit-floor.ts";
import { Funds } from "../../domain/supervision/funds.ts";
import { BalancesView, ShortFen } from "../custody/schemas.ts";

/** Shapes that several answers of this capability share. Money in fen. */

const { balances: _balances, ...counted } = Funds.shape;

/** Sums over institutions, as an authority sees them. */
export const FundsView = z
  .strictObject({
    ...counted,
    balancesFen: BalancesView,
    heldInCustodyFen: counted.heldInCustodyFen.meta({
      description: "What the banks must still hold for all orders: less `shortFen`",
    }),
    shortFen: ShortFen,
    bankFen: counted.bankFen.meta({
      description:
        "What the banks hold for those of which they have spoken: `accountCount` of them",
    }),
    comparedFen: counted.comparedFen.meta({
      description:
        "What the books held of the same when their bank looked: `asideFen`, and the money of their orders then. " +
        "`heldInCustodyFen` is that of all institutions as of `asOf`",
    }),
    asideFen: Fen.meta({
      description:
        "Of `comparedFen`, what was of no order, which `heldInCustodyFen` leaves out: " +
        "`listSuspendedPayments` shows what there is now",
    }),
    breakCount: counted.breakCount.meta({
      description: "Institutions whose bank contradicts the books; `listFundsBreaks` names them",
    }),
    shortCount: counted.shortCount.meta({
      description: "Deposits below their floor; `listDepositShortfalls` names them",
    }),
    differenceFen: z.int().meta({
      description:
        "What the banks hold beyond the books when they looked; below 0 money is missing. It is " +
        "`surplusFen` less `missingFen`, which hide nothing from each other",
    }),
  })
  .meta({ id: "Funds" });

export const UnitFundsView = z.strictObject({
  unitId: UnitId,
  name: z.string(),
  level: z.enum(["nation", "province", "city", "county"]),
  asOf: Timestamp.meta({ description: "The oldest instant at which a part of it was read" }),
  fundsFen: FundsView,
});

export const CategoryFundsView = z.strictObject({
  category: TrainingCategory,
  fundsFen: FundsView,
});

const balance = BalanceState.shape;

/** What the bank said last of a custody account, and what the books said then. */
export const ToldBalanceView = z.strictObject({
  bankId: balance.bankId,
  custodyAccountNo: balance.custodyAccountNo,
  outcome: balance.outcome,
  asOf: Timestamp.meta({ description: "When the bank looked" }),
  balanceFen: balance.balanceFen,
  comparedFen: balance.heldFen.meta({
    description: "What the books held then, money aside with it",
  }),
  asideFen: Fen.optional().meta({
    description: "The part of it that was of no order; absent where the books did not keep it yet",
  }),
  mustHoldFen: balance.mustHoldFen.meta({
    description: "The part of it that cannot have been under way",
  }),
  differenceFen: z.int().meta({ description: "`balanceFen` less `comparedFen`" }),
  differsSince: Timestamp.optional().meta({
    description: "Since when it has differed by this same amount",
  }),
  taskId: balance.taskId.meta({ description: "What a break had a person look into" }),
});

export const FundsBreakView = z.strictObject({
  institutionId: InstitutionId,
  countyUnitId: UnitId,
  ...ToldBalanceView.shape,
});

/** A least amount that follows from the fees of one charging cycle. */
export const FloorView = z.strictObject({
  ...DepositFloor.shape,
  from: LocalDate.meta({ description: "The first day of the cycle that made it" }),
  to: LocalDate.meta({ description: "The last day of that cycle" }),
  day: LocalDate.meta({ description: "The last day whose fees were counted" }),
});

export const DepositAccountView = z.strictObject({
  bankId: BankId,
  depositAccountNo: z.string(),
  boundAt: Timestamp,
});

/** How a deposit stands against its floor. */
export const DepositStandingView = z.strictObject({
  account: DepositAccountView,
  balance: z
    .strictObject({ balanceFen: Fen, asOf: Timestamp })
    .optional()
    .meta({ description: "The bank's last word; absent until it has spoken" }),
  floor: FloorView.optional().meta({
    description: "Reckoned each night; absent before the first",
  }),
  shortfallFen: Fen.meta({
    description:
      "By how much the balance is below the floor; no word of the bank counts as nothing held",
  }),
  shortSince: Timestamp.optional().meta({
    description: "Since when it has been below its floor, by whatever amount",
  }),
});

export const DepositShortfallView = z.strictObject({
  institutionId: InstitutionId,
  countyUnitId: UnitId,
  ...DepositStandingView.shape,
});
