import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import type { getDocs as contract } from "./contracts.ts";

/** One page that draws itself from `/openapi.json`: no script and no style from elsewhere. */
const PAGE = `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>校外 Xiaowai</title>
<style>
  body { font: 15px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
  summary { cursor: pointer; } code { background: #8882; padding: 0 .3em; } pre { overflow: auto; }
  .GET { color: #06c; } .POST { color: #080; } details { border-top: 1px solid #8884; padding: .4rem 0; }
</style>
<h1>校外培训监管与服务平台 Xiaowai</h1>
<p>完整说明 full description: <a href="/openapi.json">/openapi.json</a> (OpenAPI 3.1)</p>
<main>…</main>
<script type="module">
  const element = (tag, text, className = "") =>
    Object.assign(document.createElement(tag), { textContent: text, className });
  const shape = (content) => JSON.stringify(Object.values(content ?? {})[0]?.schema ?? {}, null, 1);
  const draw = (path, method, operation) => {
    const box = element("details", "");
    const line = element("summary", "");
    line.append(element("b", method.toUpperCase() + " ", method.toUpperCase()), element("code", path));
    line.append(" " + operation.summary + " · " + operation.description);
    box.append(line);
    for (const p of operation.parameters ?? [])
      box.append(element("div", p.in + " " + p.name + (p.required ? " *" : "") + " " + (p.description ?? "")));
    if (operation.requestBody) box.append(element("pre", shape(operation.requestBody.content)));
    for (const [status, answer] of Object.entries(operation.responses))
      box.append(element("pre", status + " " + answer.description + (status < 300 ? "\\n" + shape(answer.content) : "")));
    return box;
  };
  const api = await (await fetch("/openapi.json")).json();
  const main = document.querySelector("main");
  main.textContent = "";
  for (const { name } of api.tags) {
    main.append(element("h2", name));
    for (const [path, methods] of Object.entries(api.paths))
      for (const [method, operation] of Object.entries(methods))
        if (operation.tags.includes(name)) main.append(draw(path, method, operation));
  }
</script>
</html>
`;

export const getDocs =
  (_kit: Kit): UseCaseOf<typeof contract> =>
  () =>
    Promise.resolve(PAGE);
