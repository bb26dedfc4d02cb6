import type { UseCaseOf } from "../kit/http.ts";
import type { PersonalKit } from "../kit/personal-deps.ts";
import type { stopRelease as contract } from "./contracts.ts";
import { stopInstitution } from "./stop.ts";

export const stopRelease = (kit: PersonalKit): UseCaseOf<typeof contract> =>
  stopInstitution(kit, "release");
