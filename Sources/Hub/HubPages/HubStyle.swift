/// The look of the hub: the colours and shapes of the box's pages (`datasafe.css`), without their framework.
enum HubStyle {
    static let css = """
        :root {
          --ink: #1d2b33; --muted: #52626c; --line: #d8e1e5; --ground: #f4f7f8; --brand: #0b5563; --brand-dark: #083f4a;
          --ok: #14693d; --ok-ground: #e6f4ec; --ok-line: #9fd1b5;
          --warn: #7a4f00; --warn-ground: #fdf3d8; --warn-line: #e3bd4c;
          --crit: #a3201a; --crit-ground: #fde9e7; --crit-line: #e79d97;
          --busy: #0a547c; --busy-ground: #e6f1f8; --busy-line: #a3c9df;
          --unknown: #47565f; --unknown-ground: #eaeef0; --unknown-line: #c0cbd1;
        }
        *, *::before, *::after { box-sizing: border-box; }
        [hidden] { display: none !important; }
        body { margin: 0; background: var(--ground); color: var(--ink); min-height: 100vh; display: flex;
          flex-direction: column; font: 1.0625rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans",
          "Liberation Sans", Arial, sans-serif; }
        main, footer, .top-row { width: 100%; max-width: 80rem; margin-inline: auto; padding-inline: 1rem; }
        main { flex: 1; padding-block: 1.5rem 2.5rem; }
        footer { color: var(--muted); font-size: .875rem; padding-bottom: 1rem; }
        h1 { font-size: 1.75rem; font-weight: 650; margin: 0 0 1rem; overflow-wrap: anywhere; }
        h2 { font-size: 1.2rem; font-weight: 650; margin: 0 0 .75rem; }
        p { margin: 0 0 .75rem; }
        a { color: var(--brand); }
        .muted, .form-text { color: var(--muted); }
        .form-text { font-size: .925rem; margin-top: .25rem; }
        .icon { width: 1.25em; height: 1.25em; vertical-align: -.25em; flex: none; fill: none; stroke: currentColor;
          stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }
        .skip { position: absolute; left: -10000px; }
        .skip:focus { left: 1rem; top: .5rem; z-index: 20; background: #fff; padding: .5rem 1rem; }
        :focus-visible { outline: 3px solid #f0a202; outline-offset: 2px; }
        .narrow { max-width: 42rem; margin-inline: auto; }
        .spacer { flex: 1; }
        .mono { font-family: ui-monospace, "DejaVu Sans Mono", monospace; font-size: .92em; overflow-wrap: anywhere; }

        .top { background: #fff; border-bottom: 1px solid var(--line); }
        .top-row { display: flex; align-items: center; gap: .25rem .75rem; padding-block: .6rem; flex-wrap: wrap; }
        .brand { font-weight: 700; font-size: 1.2rem; color: var(--brand); text-decoration: none; display: flex;
          gap: .5rem; align-items: center; }
        .place { color: var(--muted); border-left: 1px solid var(--line); padding-left: .75rem; }
        nav { display: flex; flex-wrap: wrap; gap: .15rem; margin-left: .5rem; }
        .entry { display: inline-block; padding: .35rem .6rem; border-radius: .5rem; color: var(--ink);
          text-decoration: none; background: none; border: 0; font: inherit; cursor: pointer; }
        .entry:hover { background: var(--ground); }
        .entry[aria-current] { background: #e2eef0; color: var(--brand-dark); font-weight: 650; }
        .top form { display: inline; }
        #offline { position: fixed; inset: auto 0 0 0; background: var(--crit); color: #fff; padding: .6rem 1rem;
          text-align: center; z-index: 30; }

        .btn { display: inline-block; border-radius: .5rem; padding: .5rem .9rem; font: inherit; cursor: pointer;
          text-decoration: none; border: 1px solid #8fb0b7; background: #fff; color: var(--brand); }
        .btn:hover { border-color: var(--brand-dark); }
        .btn-primary { background: var(--brand); border-color: var(--brand); color: #fff; }
        .btn-primary:hover { background: var(--brand-dark); }
        .btn-danger { background: #fff; border-color: var(--crit-line); color: var(--crit); }
        .btn-sm { padding: .25rem .6rem; font-size: .95rem; }
        .field { margin-bottom: 1rem; }
        .field label { display: block; font-weight: 600; margin-bottom: .25rem; }
        .field input { width: 100%; max-width: 26rem; padding: .5rem .75rem; border: 1px solid #9fb0b8;
          border-radius: .5rem; font: inherit; background: #fff; color: inherit; }
        details > summary { cursor: pointer; color: var(--brand); font-weight: 600; padding: .25rem 0; }
        details[open] > summary { margin-bottom: .75rem; }
        .crumb { margin: 0 0 .5rem; }

        .card { background: #fff; border: 1px solid var(--line); border-radius: .9rem; padding: 1.25rem;
          box-shadow: 0 1px 2px rgb(20 50 60 / 5%); margin-bottom: 1rem; }
        .counts { display: grid; grid-template-columns: repeat(5, minmax(0, 1fr)); gap: .75rem; margin-bottom: 1rem; }
        .count { background: #fff; border: 1px solid var(--line); border-top: 5px solid var(--fore, var(--line));
          border-radius: .9rem; padding: .75rem 1rem; }
        .count b { display: block; font-size: 1.9rem; line-height: 1.2; font-weight: 650; color: var(--fore, inherit); }
        .count span { color: var(--muted); }
        .level-ok { --fore: var(--ok); --back: var(--ok-ground); --edge: var(--ok-line); }
        .level-warn { --fore: var(--warn); --back: var(--warn-ground); --edge: var(--warn-line); }
        .level-crit { --fore: var(--crit); --back: var(--crit-ground); --edge: var(--crit-line); }
        .level-busy { --fore: var(--busy); --back: var(--busy-ground); --edge: var(--busy-line); }
        .level-unknown { --fore: var(--unknown); --back: var(--unknown-ground); --edge: var(--unknown-line); }
        .badge-level { display: inline-flex; align-items: center; gap: .35rem; padding: .2rem .65rem; border-radius: 2rem;
          background: var(--back); color: var(--fore); border: 1px solid var(--edge); font-weight: 600; font-size: .95rem;
          white-space: nowrap; }
        .notice { display: flex; gap: .9rem; padding: 1rem 1.1rem; border-radius: .75rem; background: var(--back);
          border: 1px solid var(--edge); border-left: 6px solid var(--fore); margin-bottom: 1rem; }
        .notice > .icon { width: 1.75rem; height: 1.75rem; color: var(--fore); }
        .notice p { margin: 0; }
        .notice .sentence { font-weight: 650; }
        .notice .code { color: var(--muted); font-size: .875rem; margin-top: .25rem; }
        .notice form { margin-top: .5rem; }
        .hero { display: grid; grid-template-columns: auto 1fr; gap: 1.25rem; align-items: center; padding: 1.25rem 1.5rem;
          border-radius: 1rem; background: var(--back); border: 1px solid var(--edge); margin-bottom: 1.25rem; }
        .hero > .icon { width: 3.5rem; height: 3.5rem; color: var(--fore); stroke-width: 1.6; }
        .hero h1 { margin: 0; color: var(--fore); }
        .hero p { margin: .15rem 0 0; font-size: 1.1rem; }
        .facts { display: grid; grid-template-columns: max-content 1fr; gap: .35rem 1.25rem; margin: 0 0 1rem; }
        .facts dt { color: var(--muted); }
        .facts dd { margin: 0; overflow-wrap: anywhere; }

        .list { width: 100%; border-collapse: collapse; }
        .list th { color: var(--muted); font-weight: 600; font-size: .9rem; text-align: left; padding: .4rem .6rem;
          border-bottom: 1px solid var(--line); }
        .list td { padding: .55rem .6rem; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
        .list tr:last-child td { border-bottom: 0; }
        .list .number { text-align: right; white-space: nowrap; }
        .list th.number { text-align: right; }
        .list .name { font-weight: 600; }
        .list .time { white-space: nowrap; }
        .empty { text-align: center; color: var(--muted); padding: 1.5rem 1rem; margin: 0; }
        .secret { font: 700 clamp(1.1rem, 4.4vw, 1.9rem)/1.4 ui-monospace, "DejaVu Sans Mono", monospace;
          letter-spacing: .04em; background: var(--busy-ground); border: 1px solid var(--busy-line); border-radius: .75rem;
          padding: 1rem; text-align: center; margin: 0 0 1rem; overflow-wrap: anywhere; user-select: all; }
        .steps { padding-left: 1.4rem; margin: 0 0 1rem; }
        .steps li { padding: .2rem 0; }

        .chart { display: block; width: 100%; height: 6rem; background: var(--ground); border-radius: .5rem; }
        .bar-0 { fill: #3d9a68; } .bar-1 { fill: #8a989f; } .bar-2 { fill: #d99e1b; } .bar-3 { fill: #c23a33; }
        .bar-late { fill: #4b93bf; }
        .midnight { stroke: #fff; stroke-width: .35; }
        .days { display: grid; grid-template-columns: repeat(7, minmax(0, 1fr)); color: var(--muted); font-size: .875rem;
          margin: .25rem 0 .75rem; }

        @media (max-width: 47.99rem) {
          h1 { font-size: 1.45rem; }
          nav { order: 5; width: 100%; margin: 0; }
          .place { display: none; }
          .top-row { gap: .25rem; }
          .entry { padding: .35rem .4rem; font-size: .975rem; }
          .count:first-child { grid-column: 1 / -1; display: flex; align-items: baseline; gap: .75rem; }
          .counts { grid-template-columns: repeat(2, minmax(0, 1fr)); }
          .count { padding: .5rem .75rem; }
          .count b { font-size: 1.5rem; }
          .hero { grid-template-columns: 1fr; justify-items: center; text-align: center; gap: .5rem; }
          .card { padding: 1rem; }
          .facts { grid-template-columns: minmax(0, 9rem) minmax(0, 1fr); gap: .35rem .75rem; }
          .list thead { display: none; }
          .list tr { display: flex; flex-wrap: wrap; align-items: center; gap: .1rem .9rem; padding: .6rem 0;
            border-bottom: 1px solid var(--line); }
          .list tr:last-child { border-bottom: 0; }
          .list td { border: 0; padding: 0; text-align: left !important; }
          .list td:empty { display: none; }
          .list .name { flex: 1 1 50%; }
          .list .wide { flex-basis: 100%; }
          .list td[data-label]::before { content: attr(data-label) ": "; color: var(--muted); font-weight: 400; }
        }
        @media print { .top, footer, #offline, .no-print { display: none !important; } body { background: #fff; } }
        """
}
