import { DAY_MS, HOUR_MS } from "../../../domain/shared/time.ts";
import type { Chapter } from "./chapter.ts";
import { asked, UNDO_MS } from "./givens.ts";
import { propose, resolve, seize } from "./refund-scene.ts";
import { elder, type Scene } from "./scene.ts";

/** Two officers have frozen the institution; the bank has told what it holds since. */
const frozen = async (scene: Scene): Promise<void> => {
  await asked(scene);
  await resolve(scene, "freezeInstitution");
  await scene.tellBalance();
};

/** Money has left custody without a lesson behind it, and an alert says so. */
const warned = async (scene: Scene): Promise<void> => {
  await asked(scene);
  await seize(scene, 20_001);
};

/** A lesson was confirmed while the institution was frozen. */
const held = async (scene: Scene): Promise<void> => {
  await frozen(scene);
  await scene.family("confirmLesson", elder, 1);
  await scene.later(UNDO_MS);
};

/** The ways of money when an institution collapses, or seems to. */
export const collapseChapters: readonly Chapter[] = [
  {
    name: "an institution is frozen by two officers, and what it earns is held",
    given: asked,
    play: async (scene) => {
      await resolve(scene, "freezeInstitution");
      await scene.family("confirmLesson", elder, 1);
      await scene.later(UNDO_MS);
    },
  },
  {
    name: "a freeze that nobody confirms ends by itself",
    given: asked,
    play: async (scene) => {
      await propose(scene, "freezeInstitution");
      await scene.later(2 * DAY_MS);
    },
  },
  {
    name: "a freeze is lifted, and what was held is paid out",
    given: held,
    play: (scene) => resolve(scene, "liftFreeze"),
  },
  {
    name: "an institution has collapsed, and its families get back all that is theirs",
    given: held,
    play: (scene) => resolve(scene, "startMassRefund"),
  },
  {
    name: "an institution is frozen because of its alert, whose timeline tells of it, and thawed",
    given: warned,
    play: async (scene) => {
      await resolve(scene, "freezeInstitution");
      await resolve(scene, "liftFreeze");
    },
  },
  {
    name: "a freeze because of an alert ends by itself",
    given: async (scene) => {
      await warned(scene);
      // Nobody looks at the alert: it goes up and is overdue, and nothing more falls due beside the freeze.
      await scene.later(3 * HOUR_MS);
      await scene.later(3 * HOUR_MS);
    },
    play: async (scene) => {
      await propose(scene, "freezeInstitution");
      await scene.later(DAY_MS);
    },
  },
  {
    name: "families share what is left, under a freeze because of an alert",
    given: async (scene) => {
      await warned(scene);
      await resolve(scene, "freezeInstitution");
      await scene.tellBalance();
    },
    play: (scene) => resolve(scene, "startMassRefund"),
  },
  {
    name: "custody does not cover what families of a collapsed institution claim",
    given: async (scene) => {
      await frozen(scene);
      await seize(scene, 20_001);
    },
    play: (scene) => resolve(scene, "startMassRefund"),
  },
];
