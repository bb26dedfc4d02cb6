import { ClassCancelled } from "../../events/catalogue.ts";
import { defineTask } from "../kit/contract.ts";

/** A class may have 500 families, each refunded for itself. */
const WHOLE_CLASS_SECONDS = 900;

export const returnClassMoney = defineTask({
  id: "returnClassMoney",
  capability: "refund",
  summary: {
    zh: "班级取消后取消未上课次，并为每个家庭开立退费",
    en: "Cancels the sessions of a class that was given up, and opens each family's refund",
  },
  trigger: { kind: "events", events: [ClassCancelled] },
  touches: {
    reads: ["calendar", "unit", "rulePack", "institution"],
    writes: ["class", "enrolment", "refund", "orderGuard", "notice"],
  },
  timeoutSeconds: WHOLE_CLASS_SECONDS,
  alarm: {
    effect: "Families of a class that was given up do not get their money back by themselves.",
    runbook: "class-money-is-not-returned",
  },
});

export const tasks = [returnClassMoney];
