import * as vscode from 'vscode';
import type { Signature } from '../../core/language/model';
import { signatureHelp } from '../../core/language/signature';
import type { LanguageContext } from './context';
import { toMarkdown } from './places';

export const signatureTriggers = ['(', ','];

/** Parameters of the function that is being written. */
export class OdataSignatures implements vscode.SignatureHelpProvider {
  readonly #context: LanguageContext;

  constructor(context: LanguageContext) {
    this.#context = context;
  }

  provideSignatureHelp(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): vscode.SignatureHelp | undefined {
    const found = signatureHelp(...this.#context.at(document, position));
    if (found === undefined) return undefined;
    const help = new vscode.SignatureHelp();
    help.signatures = found.signatures.map(toSignature);
    help.activeSignature = found.activeSignature;
    help.activeParameter = found.activeParameter;
    return help;
  }
}

function toSignature({ label, documentation, parameters }: Signature): vscode.SignatureInformation {
  const signature = new vscode.SignatureInformation(
    label,
    documentation === undefined ? undefined : toMarkdown(documentation),
  );
  signature.parameters = parameters.map(
    (one) =>
      new vscode.ParameterInformation(
        one.label,
        one.documentation === undefined ? undefined : toMarkdown(one.documentation),
      ),
  );
  return signature;
}
