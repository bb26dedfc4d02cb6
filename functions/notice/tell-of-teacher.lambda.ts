import { TeacherChanged } from "../../events/catalogue.ts";
import { kitFromEnv } from "../kit/deps.ts";
import { eventLambda } from "../kit/event.ts";
import { tellOfTeacher as contract } from "./class-contracts.ts";
import { tellOfTeacher } from "./tell-of-teacher.ts";

export const handler = eventLambda(contract, TeacherChanged, tellOfTeacher, kitFromEnv());
