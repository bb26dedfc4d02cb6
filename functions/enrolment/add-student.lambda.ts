import { withVault } from "../kit/personal-deps.ts";
import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { addStudent as contract } from "./contracts.ts";
import { addStudent } from "./add-student.ts";

export const handler = httpLambda(contract, addStudent, withVault(kitFromEnv()));
