import type { TemplateWords } from "./template-words.ts";
import type { NoticeLanguage } from "./templates.ts";
import type { WatchTemplate } from "./watch-templates.ts";

/** The texts for those who have subscribed to alerts. */
export const watchWords: Readonly<
  Record<WatchTemplate, Readonly<Record<NoticeLanguage, TemplateWords>>>
> = {
  "watched-alert-raised": {
    "zh-CN": {
      title: "{level}预警：{indicatorId}",
      text: "机构 {institutionId} 触发{level}预警“{indicatorId}”（编号 {alertId}）。请登录平台查看依据与办理情况。",
    },
    en: {
      title: "A {level} alert: {indicatorId}",
      text: "Institution {institutionId} has a {level} alert, {indicatorId} ({alertId}). Sign in to see what it rests on and who acts.",
    },
  },
  "watched-alert-raised-higher": {
    "zh-CN": {
      title: "预警升级为{level}：{indicatorId}",
      text: "机构 {institutionId} 的预警“{indicatorId}”（编号 {alertId}）风险升高，现为{level}，须重新签收。",
    },
    en: {
      title: "An alert is {level} now: {indicatorId}",
      text: "The alert {indicatorId} ({alertId}) of institution {institutionId} has become worse: it is {level} now, and has to be acknowledged anew.",
    },
  },
  "watched-alert-lowered": {
    "zh-CN": {
      title: "预警降为{level}：{indicatorId}",
      text: "机构 {institutionId} 的预警“{indicatorId}”（编号 {alertId}）风险降低，现为{level}，尚未解除。",
    },
    en: {
      title: "An alert is {level} again: {indicatorId}",
      text: "The alert {indicatorId} ({alertId}) of institution {institutionId} has become better: it is {level} now, and not over.",
    },
  },
  "watched-alert-cleared": {
    "zh-CN": {
      title: "预警解除：{indicatorId}",
      text: "机构 {institutionId} 的{level}预警“{indicatorId}”（编号 {alertId}）所依据的情况已消失，预警解除。",
    },
    en: {
      title: "An alert is over: {indicatorId}",
      text: "What the {level} alert {indicatorId} ({alertId}) of institution {institutionId} rests on is gone: it is over.",
    },
  },
  "watched-alert-escalated": {
    "zh-CN": {
      title: "{level}预警上报：{indicatorId}",
      text: "机构 {institutionId} 的{level}预警“{indicatorId}”（编号 {alertId}）已上报上级主管部门办理。",
    },
    en: {
      title: "A {level} alert goes up: {indicatorId}",
      text: "The {level} alert {indicatorId} ({alertId}) of institution {institutionId} is with a higher authority from now on.",
    },
  },
  "watched-alert-overdue": {
    "zh-CN": {
      title: "{level}预警逾期：{indicatorId}",
      text: "机构 {institutionId} 的{level}预警“{indicatorId}”（编号 {alertId}）逾期未处置，且已无上级可上报。",
    },
    en: {
      title: "A {level} alert is overdue: {indicatorId}",
      text: "Nobody has acted in time on the {level} alert {indicatorId} ({alertId}) of institution {institutionId}, and it goes to nobody above.",
    },
  },
  "watched-alerts-digest": {
    "zh-CN": {
      title: "{day} 预警日报：红色 {red}，黄色 {yellow}",
      text: "截至 {day} 早晨，辖区内未解除预警：红色 {red} 件、黄色 {yellow} 件；其中近24小时新增 {fresh} 件，未签收 {unacknowledged} 件，已上报 {escalated} 件，逾期 {overdue} 件。",
    },
    en: {
      title: "Alerts on {day}: {red} red, {yellow} yellow",
      text: "On the morning of {day} there are {red} red and {yellow} yellow alerts open in your area; {fresh} of them raised in the last 24 hours, {unacknowledged} not acknowledged, {escalated} gone up, {overdue} overdue.",
    },
  },
  "watched-alerts-test": {
    "zh-CN": {
      title: "预警订阅测试",
      text: "这是订阅 {subscriptionId} 的测试消息，无须处理。",
    },
    en: {
      title: "Test of a subscription",
      text: "This is a test message of the subscription {subscriptionId}. Nothing has to be done.",
    },
  },
};
