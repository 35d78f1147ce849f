const { CompletionItem, languages } = require('vscode');

// As many as the tables that begin a query in the sandbox, each with a word beside it, as ours have.
const items = Array.from({ length: 78 }, (_, at) => {
  const item = new CompletionItem({ label: at === 0 ? 'accounts' : `a_table_${at}`, description: 'Table' });
  item.sortText = String(at).padStart(2, '0');
  return item;
});

exports.activate = ({ subscriptions }) => {
  const provideCompletionItems = () => items;
  subscriptions.push(languages.registerCompletionItemProvider('fixed-list', { provideCompletionItems }));
};
