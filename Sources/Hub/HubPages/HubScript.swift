/// What the pages do in the browser: ask for their content anew, say when the hub is out of reach, send a form once.
enum HubScript {
    static let js = """
        'use strict';
        (function () {
          const area = document.querySelector('[data-refresh]');
          const bar = document.getElementById('offline');
          const busy = () => {
            const active = document.activeElement;
            return area.querySelector('details[open]') || (active && area.contains(active) && active.matches('input'));
          };
          async function turn() {
            if (document.hidden || busy()) return;
            try {
              const reply = await fetch(area.dataset.refresh, { redirect: 'manual', cache: 'no-store' });
              if (reply.type === 'opaqueredirect') { location.reload(); return; }
              if (!reply.ok) throw new Error(String(reply.status));
              const text = await reply.text();
              if (!busy()) area.innerHTML = text;
              bar.hidden = true;
            } catch (error) {
              bar.hidden = false;
            }
          }
          if (area) setInterval(turn, 5000);
          document.addEventListener('submit', (event) => {
            const form = event.target;
            if (form.dataset.sent) event.preventDefault();
            form.dataset.sent = 'yes';
            window.addEventListener('pageshow', () => { delete form.dataset.sent; });
          });
        })();
        """
}
