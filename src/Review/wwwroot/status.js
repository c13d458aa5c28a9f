// Refreshes the counts in place every two seconds. Text is set as text: nothing from the answer becomes markup.
(() => {
  const { language, never, conditions, noDatabase, estimated } = document.body.dataset;
  const words = conditions.split('|');
  const names = ['New', 'Healthy', 'RateLimited', 'Failing', 'NeedsReconnect', 'Gone'];
  const number = new Intl.NumberFormat(language);
  const show = (id, value, suffix = '') => {
    const place = document.querySelector(`[data-count="${id}"]`);
    const text = number.format(value) + suffix;
    if (place.textContent !== text) place.textContent = text;
  };
  const cell = (kind, text) => {
    const element = document.createElement(kind);
    element.textContent = text ?? '';
    if (kind === 'th') element.scope = 'row';
    return element;
  };
  const row = source => {
    const element = document.createElement('tr');
    element.dataset.condition = source.condition;
    const success = source.lastSuccessAt ? source.lastSuccessAt.slice(0, 19).replace('T', ' ') + 'Z' : never;
    element.append(cell('th', source.name), cell('td', source.platform), cell('td', words[names.indexOf(source.condition)] ?? source.condition),
      cell('td', source.reason), cell('td', success), cell('td', number.format(source.new)));
    return element;
  };
  const problem = document.getElementById('problem');
  const refresh = async () => {
    try {
      const answer = await fetch('/status.json', { cache: 'no-store' });
      if (!answer.ok) throw new Error('status');
      const status = await answer.json();
      for (const id of ['judged', 'flagged', 'waiting', 'unscored', 'alerts']) show(id, status[id]);
      show('collected', status.collected, status.estimated ? ` (${estimated})` : '');
      for (const id of ['pending', 'sending', 'sent', 'failed']) show(id, status.deliveries[id]);
      document.getElementById('source-rows').replaceChildren(...status.sources.map(row));
      document.getElementById('no-source').hidden = status.sources.length > 0;
      document.getElementById('at').textContent = status.at.slice(11, 19) + 'Z';
      problem.hidden = true;
    } catch {
      problem.textContent = noDatabase;
      problem.hidden = false;
    }
    setTimeout(refresh, 2000);
  };
  refresh();
})();
