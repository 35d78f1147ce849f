const { CompletionItem, languages } = require('vscode');

exports.activate = ({ subscriptions }) => {
  const provideCompletionItems = () => [new CompletionItem('accounts')];
  subscriptions.push(languages.registerCompletionItemProvider('fixed-list', { provideCompletionItems }));
};
