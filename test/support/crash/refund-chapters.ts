import { DAY_MS } from "../../../domain/shared/time.ts";
import type { Chapter } from "./chapter.ts";
import { asked, bothPaid, UNDO_MS } from "./givens.ts";
import { agree, askRefund, changeClass, complain, refuse, takeStep } from "./refund-scene.ts";
import { elder, type Scene } from "./scene.ts";

const LEFT = [2, 3, 4];
const FINDING = { finding: "已与银行核对" };
/** Longer than a bank rests after it has refused. */
const REST_MS = 31 * 60_000;

/** The family asks the rest of its lessons back, after the first was held. */
const requested = async (scene: Scene): Promise<void> => {
  await asked(scene);
  await askRefund(scene, elder, LEFT);
};

const refused = async (scene: Scene): Promise<void> => {
  await requested(scene);
  await refuse(scene, elder);
};

/** The bank refuses until a person has to look. */
const withPerson = async (scene: Scene): Promise<void> => {
  await requested(scene);
  scene.bankSays("rejected");
  await agree(scene, elder);
  await scene.later(REST_MS);
  await scene.later(REST_MS);
  scene.bankSays("executed");
};

/** The ways of money back to its family. */
export const refundChapters: readonly Chapter[] = [
  {
    name: "a refund is asked for, agreed to and paid",
    given: asked,
    play: async (scene) => {
      await askRefund(scene, elder, LEFT);
      await agree(scene, elder);
    },
  },
  {
    name: "a refund before the start is paid, and nobody is asked",
    given: bothPaid,
    play: async (scene) => {
      await askRefund(scene, elder, [1, ...LEFT]);
    },
  },
  {
    name: "a family moves some of its lessons to another class",
    given: asked,
    play: (scene) => changeClass(scene, elder, LEFT.slice(1)),
  },
  {
    name: "a family moves a whole order to another class",
    given: bothPaid,
    play: (scene) => changeClass(scene, elder, [1, ...LEFT]),
  },
  {
    name: "an institution is silent until it counts as consent, and the refund is paid",
    given: requested,
    play: async (scene) => {
      for (let day = 0; day < 12; day += 4) await scene.later(4 * DAY_MS);
    },
  },
  {
    name: "a refund is refused, and the authority orders a part of it",
    given: requested,
    play: async (scene) => {
      await refuse(scene, elder);
      await takeStep(scene, "arbitrateRefund", elder, {
        ...{ finding: "order", lessonNumbers: [3], text: "已核实" },
      });
    },
  },
  {
    name: "a refund is refused, and the authority dismisses it",
    given: refused,
    play: (scene) =>
      takeStep(scene, "arbitrateRefund", elder, { finding: "dismiss", text: "已核实" }),
  },
  {
    name: "a refund is taken back",
    given: requested,
    play: (scene) => takeStep(scene, "withdrawRefund", elder),
  },
  {
    name: "a bank does not pay a refund, and pays it the second time",
    given: requested,
    play: async (scene) => {
      scene.bankSays("rejected");
      await agree(scene, elder);
      scene.bankSays("executed");
      await scene.later(REST_MS);
    },
  },
  {
    name: "a bank refuses a refund three times, and a person has it paid",
    given: requested,
    play: async (scene) => {
      scene.bankSays("refused");
      await agree(scene, elder);
      await scene.later(REST_MS);
      await scene.later(REST_MS);
      scene.bankSays("executed");
      await takeStep(scene, "retryRefundPayment", elder, FINDING);
    },
  },
  {
    name: "a refund that a bank did not pay is paid by settling its task",
    given: withPerson,
    play: (scene) => scene.resolveTasks("pay-refund-again"),
  },
  {
    name: "an authority orders back what the institution has earned, which pays it itself",
    given: async (scene) => {
      await asked(scene);
      await scene.family("confirmLesson", elder, 1);
      await scene.later(UNDO_MS);
    },
    play: async (scene) => {
      await complain(scene, elder, [1]);
      await takeStep(scene, "confirmRefundReceipt", elder);
    },
  },
];
