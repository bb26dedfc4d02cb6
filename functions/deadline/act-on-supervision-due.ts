import { keys } from "../../adapters/table/keys.ts";
import { settleAlertTime } from "../alert/settle-alert-time.ts";
import { settleComplaintTime } from "../complaint/settle-complaint-time.ts";
import { settleTrialTime } from "../indicator/settle-trial-time.ts";
import type { Kit } from "../kit/deps.ts";
import type { MessageTask } from "../kit/queue.ts";
import { settleMeasureTime } from "../measure/settle-measure-time.ts";
import { lapseProposal } from "../proposal/lapse-proposal.ts";
import { actOnDeliveryTime } from "../subscription/act-on-delivery-time.ts";
import { sendDigest } from "../subscription/send-digest.ts";
import { reckonFloor } from "../supervision/reckon-floor.ts";
import type { SupervisionMessage } from "./due-message.ts";

/** Does what falls due of complaints, alerts, measures, orders that nobody confirmed, deliveries, deposits and trials, by the rules of each as it is now. */
export const actOnSupervisionDue = (kit: Kit): MessageTask<SupervisionMessage> => {
  const settleComplaint = settleComplaintTime(kit);
  const settleAlert = settleAlertTime(kit);
  const settleMeasure = settleMeasureTime(kit);
  const lapse = lapseProposal(kit);
  const deliverAgain = actOnDeliveryTime(kit);
  const digest = sendDigest(kit);
  const reckon = reckonFloor(kit);
  const settleTrial = settleTrialTime(kit);

  return ({ pk, type, calendar }, context) => {
    const id = keys.idOf(pk);
    switch (type) {
      case "complaint":
        return settleComplaint(id, context, calendar);
      case "alert":
        return settleAlert(id, context, calendar);
      case "measure":
        return settleMeasure(id, context, calendar);
      case "proposal":
        return lapse(id, context);
      case "alert-delivery":
        return deliverAgain(id, context);
      case "alert-subscription":
        return digest(id, context);
      case "deposit":
        return reckon(id, context);
      case "indicator-trial":
        return settleTrial(id, context);
    }
  };
};
