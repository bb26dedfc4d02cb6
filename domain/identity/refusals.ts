/** Why a matter of members or keys is refused. */
export const identityRefusals = {
  "member.appoints-self": {
    zh: "不得任命本人账号；机构人员须由与该机构无关的经办人员任命。",
    en: "Nobody appoints their own account: those who supervise an institution do not work for it.",
  },
} as const;
