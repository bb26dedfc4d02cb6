import { countyOfficer } from "../simulator/world/officers.ts";
import { AUTHOR, OTHER } from "../simulator/world/collapse.ts";
import type { Family } from "../simulator/world/families.ts";
import { operations } from "../simulator/world/operations.ts";
import { complaintOrders } from "../simulator/world/refunds.ts";
import { staffOf } from "../simulator/world/stage.ts";
import type { Scene } from "./scene.ts";

const TEXT = "孩子转学";

/** A family asks for what it is quoted. @returns the refund's id */
export async function askRefund(
  scene: Scene,
  family: Family,
  lessonNumbers: readonly number[],
): Promise<string> {
  const { principal } = family;
  const path = scene.idOf(family);
  const ask = { ground: "consumer", lessonNumbers };
  const { quote } = await scene.city.call(operations.quoteRefund, { principal, path, body: ask });
  const body = { quote, text: TEXT };
  const asked = await scene.city.call(operations.requestRefund, { principal, path, body });
  await scene.city.arrive();
  return String(asked["refundId"]);
}

/** A family moves lessons to the institution's later class, as it is quoted. */
export async function changeClass(
  scene: Scene,
  family: Family,
  lessonNumbers: readonly number[],
): Promise<void> {
  const { principal } = family;
  const path = scene.idOf(family);
  const { institutionId } = scene.class;
  const joined = scene.city.story.stage.later.find((one) => one.institutionId === institutionId);
  if (joined === undefined) throw new Error("the institution has a later class");
  const ask = { classId: joined.classId, lessonNumbers };
  const { quote } = await scene.city.call(operations.quoteClassChange, {
    ...{ principal, path },
    body: ask,
  });
  await scene.city.call(operations.changeClass, { principal, path, body: { quote } });
  await scene.city.arrive();
}

/** The one refund of the chapter. */
export function refundIdOf({ city: { story } }: Scene): string {
  const found = story.table.all().find(({ type }) => type === "refund");
  if (found === undefined) throw new Error("a refund was asked for");
  return found.pk.slice(found.pk.indexOf("#") + 1);
}

type Step =
  | "withdrawRefund"
  | "confirmRefundReceipt"
  | "decideRefund"
  | "arbitrateRefund"
  | "retryRefundPayment";

/** Whoever may do it takes the chapter's refund one step on, and whatever follows arrives. */
export async function takeStep(
  scene: Scene,
  step: Step,
  family: Family,
  body?: Readonly<Record<string, unknown>>,
): Promise<void> {
  const who = {
    withdrawRefund: family.principal,
    confirmRefundReceipt: family.principal,
    decideRefund: staffOf(scene.class.institutionId),
    arbitrateRefund: countyOfficer,
    retryRefundPayment: countyOfficer,
  };
  const path = { refundId: refundIdOf(scene) };
  await scene.city.call(operations[step], {
    principal: who[step],
    path,
    ...(body === undefined ? {} : { body }),
  });
  await scene.city.arrive();
}

export const agree = (scene: Scene, family: Family): Promise<void> =>
  takeStep(scene, "decideRefund", family, { decision: "agree" });

export const refuse = (scene: Scene, family: Family): Promise<void> =>
  takeStep(scene, "decideRefund", family, {
    ...{ decision: "reject", reasonCode: "amount-disputed", text: TEXT },
  });

/** The end of a complaint orders lessons back. */
export async function complain(
  scene: Scene,
  family: Family,
  lessons: readonly number[],
): Promise<void> {
  const { story, post } = scene.city;
  complaintOrders(story, post, { ...scene.idOf(family), class: scene.class }, { lessons });
  await scene.city.arrive();
}

/** What is proposed about the institution, with what it names: a freeze also the alert, where there is one. */
const NAMED = {
  freezeInstitution: (scene: Scene) => ({ basis: "prepaid-fees-2021-2", ...alertOf(scene) }),
  liftFreeze: () => ({}),
  startMassRefund: () => ({}),
};

const alertOf = ({ city: { story } }: Scene): Readonly<Record<string, unknown>> => {
  const found = story.table.all().find(({ type }) => type === "open-alert");
  return found === undefined ? {} : { alertId: found["alertId"] };
};

/** One officer proposes about the institution, and another agrees. */
export async function propose(scene: Scene, operation: keyof typeof NAMED): Promise<string> {
  const { institutionId } = scene.class;
  const { proposalId } = await scene.city.call(operations[operation], {
    principal: AUTHOR,
    path: { institutionId },
    body: { ...NAMED[operation](scene), reason: "门店关闭" },
  });
  await scene.city.arrive();
  return String(proposalId);
}

export async function approve(scene: Scene, proposalId: string): Promise<void> {
  await scene.city.call(operations.decideProposal, {
    principal: OTHER,
    path: { proposalId },
    body: { decision: "approve", reason: "已核对" },
  });
  await scene.city.arrive();
}

/** Two officers agree about the institution. */
export const resolve = async (
  scene: Scene,
  operation: Parameters<typeof propose>[1],
): Promise<void> => approve(scene, await propose(scene, operation));

/** A court has some of the custody account seized; the bank tells what is left. */
export async function seize(scene: Scene, amountFen: number): Promise<void> {
  const { bank, account, city } = scene;
  city.story.watch.seized(bank.seize(account.custodyAccountNo, amountFen));
  await scene.tellBalance();
}
