import type { UseCaseOf } from "../kit/http.ts";
import type { PersonalKit } from "../kit/personal-deps.ts";
import type { stopSale as contract } from "./contracts.ts";
import { stopInstitution } from "./stop.ts";

export const stopSale = (kit: PersonalKit): UseCaseOf<typeof contract> =>
  stopInstitution(kit, "sale");
