import { DAY_MS } from "../../../domain/shared/time.ts";
import type { Chapter } from "./chapter.ts";
import { addChild, payOpenings, stateOpenings, withdrawList } from "./opening-list.ts";
import { elder, type Scene, younger } from "./scene.ts";

const stated = async (scene: Scene): Promise<void> => {
  await stateOpenings(scene, [elder, younger]);
};

const paidIn = async (scene: Scene): Promise<void> => {
  await stated(scene);
  await payOpenings(scene);
};

/** Ten working days, and the weekends between them. */
const LIST_LAPSES_MS = 16 * DAY_MS;

/** The ways of money that an institution took before it joined. */
export const openingChapters: readonly Chapter[] = [
  {
    name: "a list of earlier sales is paid, and shared out",
    given: stated,
    play: payOpenings,
  },
  {
    name: "a guardian adds the pupil of an earlier sale, whose money is in custody",
    given: paidIn,
    play: (scene) => addChild(scene, younger),
  },
  {
    name: "a list of earlier sales is withdrawn",
    given: stated,
    play: withdrawList,
  },
  {
    name: "a list of earlier sales that nobody pays lapses",
    given: stated,
    play: (scene) => scene.later(LIST_LAPSES_MS),
  },
];
