import { REST_BEFORE_RETRY_MS } from "../../../domain/custody/instruction.ts";
import { DAY_MS } from "../../../domain/shared/time.ts";
import type { Chapter } from "./chapter.ts";
import { collapseChapters } from "./collapse-chapters.ts";
import { asked, bothPaid, UNDO_MS } from "./givens.ts";
import { openingChapters } from "./opening-chapters.ts";
import { refundChapters } from "./refund-chapters.ts";
import { elder, type Scene, younger } from "./scene.ts";
import { stopChapters } from "./stop-chapters.ts";

/** The bank does not pay; after a rest the platform asks once more. */
const comesBack = async (scene: Scene, fate: "refused" | "rejected"): Promise<void> => {
  scene.bankSays(fate);
  await scene.family("confirmLesson", elder, 1);
  await scene.later(UNDO_MS);
};

/** The ways that money can go, from the order to its end. */
export const chapters: readonly Chapter[] = [
  { name: "an order is placed, signed and paid", play: bothPaid },
  {
    name: "an order that nobody pays lapses",
    play: async (scene) => {
      await scene.order(elder);
      await scene.later(3 * DAY_MS);
    },
  },
  {
    name: "a session is held, and the families are asked",
    given: bothPaid,
    play: (scene) => scene.teach(1),
  },
  {
    name: "a lesson is confirmed and paid out",
    given: asked,
    play: async (scene) => {
      await scene.family("confirmLesson", elder, 1);
      await scene.later(UNDO_MS);
    },
  },
  {
    name: "a confirmation is taken back, given again, and paid out",
    given: asked,
    play: async (scene) => {
      await scene.family("confirmLesson", elder, 1);
      await scene.family("undoConfirmation", elder, 1);
      await scene.family("confirmLesson", elder, 1);
      await scene.later(UNDO_MS);
    },
  },
  {
    name: "lessons are confirmed together and paid out",
    given: asked,
    play: async (scene) => {
      await scene.confirmAll(1);
      await scene.later(UNDO_MS);
    },
  },
  {
    name: "a family is silent until the law answers for it",
    given: asked,
    play: async (scene) => {
      for (let day = 0; day < 24; day += 6) await scene.later(6 * DAY_MS);
    },
  },
  {
    name: "a dispute is withdrawn, raised again, and found for the institution",
    given: asked,
    play: async (scene) => {
      await scene.family("disputeLesson", elder, 1);
      await scene.family("withdrawDispute", elder, 1);
      await scene.find("institution", elder, 1);
    },
  },
  {
    name: "a dispute is found for the family",
    given: asked,
    play: (scene) => scene.find("family", younger, 1),
  },
  {
    name: "a release comes back and is paid the second time",
    given: asked,
    play: async (scene) => {
      await comesBack(scene, "rejected");
      scene.bankSays("executed");
      await scene.later(REST_BEFORE_RETRY_MS);
    },
  },
  {
    name: "a release is refused twice, and a person has it paid",
    given: asked,
    play: async (scene) => {
      await comesBack(scene, "refused");
      await scene.later(REST_BEFORE_RETRY_MS);
      await scene.later(REST_BEFORE_RETRY_MS);
      scene.bankSays("executed");
      await scene.resolveTasks("instruct-again");
    },
  },
  {
    name: "a payment of which nothing was used is reversed by the bank",
    given: bothPaid,
    play: (scene) => scene.reverse(elder),
  },
  {
    name: "a payment is reversed after a lesson was confirmed: its release waits",
    given: asked,
    play: async (scene) => {
      await scene.family("confirmLesson", elder, 1);
      await scene.reverse(elder);
      await scene.later(UNDO_MS);
    },
  },
  {
    name: "a family asks for leave",
    given: bothPaid,
    play: async (scene) => {
      await scene.family("requestLeave", elder, 3);
    },
  },
  {
    name: "the bank tells its balance, which is compared with the books",
    given: bothPaid,
    play: (scene) => scene.tellBalance(),
  },
  ...openingChapters,
  ...refundChapters,
  ...collapseChapters,
  ...stopChapters,
  {
    name: "money that fits no order goes back",
    play: (scene) => scene.payAstray(12_345),
  },
  {
    name: "money that cannot go back waits for a person, and then goes",
    play: async (scene) => {
      scene.bankSays("rejected");
      await scene.payAstray(12_345);
      scene.bankSays("executed");
      await scene.resolveTasks("return-again");
    },
  },
];
