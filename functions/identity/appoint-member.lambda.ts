import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { appointMember } from "./appoint-member.ts";
import { appointMember as contract } from "./contracts.ts";

export const handler = httpLambda(contract, appointMember, kitFromEnv());
