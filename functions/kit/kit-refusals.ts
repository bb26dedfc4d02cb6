/** Refusals that any operation can answer with; the capabilities keep theirs beside their rules. */
export const kitRefusals = {
  "input.invalid": {
    zh: "请求内容不符合接口要求，请按 fields 中逐项列出的说明修改后重试。",
    en: "The request does not fit the interface; correct each place listed under fields and try again.",
  },
  "input.not-json": {
    zh: "请求正文不是有效的 JSON，请检查后重试。",
    en: "The body is not valid JSON; check it and try again.",
  },
  "input.too-large": {
    zh: "请求正文为 {sizeBytes} 字节，超过上限 {limitBytes} 字节；较大的名单请使用文件上传。",
    en: "The body has {sizeBytes} bytes, more than the {limitBytes} allowed; send long lists as a file upload.",
  },
  "input.cursor-invalid": {
    zh: "分页游标无效，或不属于本次查询；请从第一页重新开始。",
    en: "The cursor is not valid for this caller and query; start again from the first page.",
  },
  "input.not-happened-yet": {
    zh: "{field} 为 {told}，而平台时间为 {now}，超前超过 {minutes} 分钟：尚未发生的事不予记录，本次未作任何记录。请核对贵行系统时钟，更正后重新报送。",
    en: "{field} is {told}, and it is {now} here, more than {minutes} minutes before that: what has not happened yet is not recorded, and nothing was. Check your clock, and send it again.",
  },
  "identity.unauthenticated": {
    zh: "未能确认您的身份，请重新登录。",
    en: "Your identity could not be established; sign in again.",
  },
  "identity.signature-refused": {
    zh: "请求签名未通过验证（{reason}）。请用平台登记的密钥按 RFC 9421 重新签名后再试。",
    en: "The request's signature was refused ({reason}). Sign it anew, by RFC 9421, with a key registered here.",
  },
  "identity.nonce-replayed": {
    zh: "该签名请求的随机数已被使用过，疑为重放；请换新的随机数重新签名。",
    en: "The nonce of this signed request was used before; sign again with a new nonce.",
  },
  "identity.not-a-member": {
    zh: "该账号尚未在平台登记任何身份，请先完成登记。",
    en: "This account has no role on the platform yet; register first.",
  },
  "identity.role-required": {
    zh: "此操作需要“{role}”身份（职责代码：{duties}），您的账号没有。",
    en: "This operation needs the role {role} (duties: {duties}), which your account does not have.",
  },
  "identity.outside-unit": {
    zh: "该事项不在您单位的管辖范围内。",
    en: "This matter lies outside the area of your unit.",
  },
  "identity.unit-unclear": {
    zh: "您在多个单位任职（{unitIds}），请用 unitId 指明要查询的单位。",
    en: "You serve in several units ({unitIds}): say by unitId which one you mean.",
  },
  "resource.not-found": {
    zh: "没有找到 {kind} {id}，请核对编号。",
    en: "There is no {kind} {id} that you can see; check the number.",
  },
  "resource.changed": {
    zh: "内容刚被他人修改，请重新读取后再试。",
    en: "Someone else has just changed this; read it again and retry.",
  },
  "idempotency.key-required": {
    zh: "涉及资金的操作必须携带 Idempotency-Key 请求头（8 至 200 个字符），以免重复执行。",
    en: "Commands that touch money need an Idempotency-Key header (8 to 200 characters), so that none runs twice.",
  },
  "idempotency.key-invalid": {
    zh: "Idempotency-Key 须为 8 至 200 个可见 ASCII 字符。",
    en: "An Idempotency-Key has 8 to 200 visible ASCII characters.",
  },
  "idempotency.key-reused": {
    zh: "该 Idempotency-Key 已用于另一个内容不同的请求；请换新的值。",
    en: "This Idempotency-Key was used for a different request; choose a new one.",
  },
  "service.unavailable": {
    zh: "系统暂时不能答复，请求可能未执行；请稍后以相同的 Idempotency-Key 重试，不会重复执行。",
    en: "The service cannot answer now and may not have acted; retry shortly with the same Idempotency-Key, which runs nothing twice.",
  },
  "service.defect": {
    zh: "系统内部错误，已通知运维人员。请凭关联编号 {correlationId} 查询。",
    en: "An internal error occurred and was reported. Quote the correlation id {correlationId}.",
  },
} as const;
