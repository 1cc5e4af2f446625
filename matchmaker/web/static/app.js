/* What scripts add to pages that work without them. Reacts to data- attributes only. */
(() => {
  "use strict";
  const echartsAddress = document.currentScript.dataset.echarts;
  const each = (root, selector, act) => root.querySelectorAll(selector).forEach(act);
  const english = document.documentElement.lang.startsWith("en");

  /* data-confirm="question": ask before a form is sent. Then keep it from being sent twice. */
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const question = (event.submitter && event.submitter.dataset.confirm) || form.dataset.confirm;
    if (question && !window.confirm(question)) { event.preventDefault(); return; }
    if (form.getAttribute("aria-busy") === "true") { event.preventDefault(); return; }
    if (form.method === "post" && !form.hasAttribute("data-stays")) {
      form.setAttribute("aria-busy", "true");
      window.setTimeout(() => form.removeAttribute("aria-busy"), 8000);
    }
  });
  window.addEventListener("pageshow", () => each(document, "form[aria-busy]", (form) => form.removeAttribute("aria-busy")));

  /* data-autosubmit: a filter applies when it is changed. data-print: print. */
  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-autosubmit]");
    if (form) form.requestSubmit();
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-print]")) { event.preventDefault(); window.print(); }
  });

  /* data-counter="1500": how many characters, of how many. */
  function counter(area) {
    const longest = Number(area.dataset.counter);
    const note = document.createElement("small");
    note.className = "form-hint counter";
    const show = () => {
      note.textContent = `${area.value.length} / ${longest}`;
      note.classList.toggle("over", area.value.length > longest);
    };
    area.insertAdjacentElement("afterend", note);
    area.addEventListener("input", show);
    show();
  }

  /* select[data-search]: searchable, several answers as removable labels. */
  function searchable(select) {
    if (!window.TomSelect || select.tomselect) return;
    select.setAttribute("aria-hidden", "true"); // its label now belongs to the search box
    new window.TomSelect(select, {
      plugins: select.multiple ? ["remove_button"] : [],
      maxOptions: null,
      hidePlaceholder: true,
      render: { no_results: () => `<div class="no-results">${english ? "Nothing found" : "没有找到"}</div>` },
    });
  }

  /* data-chart='{"kind": "bar", …}': drawn by ECharts, which is fetched only when a page has a chart. */
  let echartsWanted;
  function echarts() {
    echartsWanted = echartsWanted || new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = echartsAddress;
      script.onload = () => resolve(window.echarts);
      script.onerror = reject;
      document.head.append(script);
    });
    return echartsWanted;
  }
  const COLOURS = ["#1f5fae", "#e08e0b", "#2f9e5b", "#9b51c4", "#d64545", "#0f9fb0", "#7a8494"];
  function options(spec) {
    const base = { color: COLOURS, animation: false, aria: { enabled: true }, tooltip: { renderMode: "richText", confine: true, trigger: spec.kind === "pie" || spec.kind === "heat" ? "item" : "axis" },
      legend: { top: 0, type: "scroll" }, grid: { left: 8, right: 24, top: 36, bottom: 8, containLabel: true } };
    if (spec.kind === "pie") {
      const values = spec.labels.map((name, i) => ({ name, value: spec.series[0].values[i] }));
      return { ...base, series: [{ type: "pie", radius: ["45%", "72%"], data: values, label: { formatter: "{b} {c}" } }] };
    }
    if (spec.kind === "heat") {
      const cells = spec.series.flatMap((row, y) => row.values.map((value, x) => [x, y, value]));
      return { ...base, legend: undefined, xAxis: { type: "category", data: spec.labels, axisLabel: { rotate: 60 } }, yAxis: { type: "category", data: spec.series.map((row) => row.name) },
        visualMap: { min: 0, max: Math.max(1, ...cells.map((cell) => cell[2])), calculable: false, orient: "horizontal", left: "center", top: 0, inRange: { color: ["#f1f5fa", "#1f5fae"] } },
        series: [{ type: "heatmap", data: cells }] };
    }
    const line = spec.kind === "line";
    const across = spec.labels.length > 6 && !line;
    const category = { type: "category", data: spec.labels, inverse: across, axisLabel: { width: across ? 130 : undefined, overflow: across ? "truncate" : undefined } };
    const value = { type: "value", minInterval: spec.whole === false ? 0 : 1 };
    const stack = spec.kind === "stacked" ? "all" : undefined;
    return { ...base, legend: spec.series.length > 1 ? base.legend : undefined, xAxis: across ? value : category, yAxis: across ? category : value,
      series: spec.series.map((one) => ({ name: one.name, data: one.values, type: line ? "line" : "bar", stack, barMaxWidth: 28 })) };
  }
  async function chart(place) {
    if (place.classList.contains("drawn")) return;
    place.classList.add("drawn");
    const library = await echarts();
    const drawn = library.init(place, null, { renderer: "canvas" });
    drawn.setOption(options(JSON.parse(place.dataset.chart)));
    window.addEventListener("resize", () => drawn.resize());
  }

  /* data-moves="token": a timetable; a meeting ([data-move]) is dragged to a slot and table, and the server decides. */
  function moves(grid) {
    const problem = document.getElementById("move-problem");
    const say = (text) => { problem.textContent = text; problem.classList.remove("d-none"); problem.focus(); };
    const kind = "application/x-meeting";
    document.addEventListener("dragstart", (event) => {
      const cell = event.target.closest("[data-move]");
      if (cell) event.dataTransfer.setData(kind, JSON.stringify({ url: cell.dataset.move, version: cell.dataset.version }));
    });
    grid.addEventListener("dragover", (event) => {
      if (event.target.closest("td[data-slot]") && event.dataTransfer.types.includes(kind)) event.preventDefault();
    });
    grid.addEventListener("drop", async (event) => {
      const place = event.target.closest("td[data-slot]");
      if (!place || !event.dataTransfer.types.includes(kind)) return;
      event.preventDefault();
      const { url, version } = JSON.parse(event.dataTransfer.getData(kind));
      const body = new URLSearchParams({ csrf_token: grid.dataset.moves, version, slot_id: place.dataset.slot, table_id: place.dataset.table });
      try {
        const answer = await fetch(url, { method: "POST", body });
        if (answer.ok) { window.location.reload(); return; }
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const words = page.querySelector("main .alert-danger, main p");
        say(words ? words.textContent.trim() : answer.statusText);
      } catch {
        say(english ? "No connection: nothing was moved." : "网络不通，没有移动。");
      }
    });
  }

  function enliven(root) {
    each(root, "textarea[data-counter]", counter);
    each(root, "select[data-search]", searchable);
    each(root, "[data-chart]", chart);
    each(root, "[data-moves]", moves);
    each(root, "[data-focus]", (place) => place.focus());
  }
  document.addEventListener("DOMContentLoaded", () => enliven(document));
  document.addEventListener("htmx:load", (event) => { if (event.target !== document.body) enliven(event.target); });
})();
