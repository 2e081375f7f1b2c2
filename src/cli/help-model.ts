/** All about `eval`. */
export const EVAL_HELP = `node dist/main.js eval PATH … [--model FILE | --no-model] [--html FILE] [--json]

Screens labelled comments as "screen" does and measures the answers, set by set.

  PATH         a file of JSON Lines {"text","label"}, or a folder of such files; each file is a set, and the files
               of a folder that have no label anywhere are one set. A label is "benign", a category code, or
               "violation" where the kind is unknown; a text without one is routed and not judged, any other is refused.
               "perturbation" ("none" where plain) and "original" tell how a text was disguised
  --model FILE asks this model; absent: the one that is shipped
  --no-model   lets the rules speak alone
  --html FILE  writes the figures as one page with charts, which needs no network; folders are made
  --json       prints the figures as one JSON document instead of tables:
               {"at","paths","versions":{"wordlists","policy","model"},"sets":[…]}; the points of the curves are in the
               report alone

Printed for each set: accuracy, macro-F1, AUC, recall at 5 % false positives, calibration error (ECE), the shares of
good and bad texts that are held and blocked; precision, recall and F1 of each label; recall under each disguise; how
much people must read for 0.5, 1 and 2 % of the bad to be missed; errors among the surest part; reliability.

The exit code is 1 for a path that is not there, a report that cannot be written, an empty file, one that is not
UTF-8, a line that is no comment, an unknown label, or a wrong option; else 0.
`

/** All about `train`. */
export const TRAIN_HELP = `node dist/main.js train PATH … --out FILE [--folds N] [--epochs N] [--seed N] [--buckets N] [--no-seed-corpus]
node dist/main.js train --from-decisions [--site ID]

Fits a model on labelled comments and the seed corpus, calibrates it and finds its thresholds on texts that it had not
seen, prints the figures of those, and writes the file. The same paths in the same order, the same lists and the same
release give the same bytes.

  PATH              a file of JSON Lines {"text","label"}, or a folder of them, as for "eval". Rows whose label the
                    model does not know are left out, and counted; "topic" of a row of abuse names the group that it is
                    about
  --out FILE        where the model goes; folders are made. A model that is there stays until the new one is whole
  --folds N         parts that are held out in turn, 1 to 20; absent: 3. With 1 nothing is held out: the model is not
                    calibrated and holds nothing short of certainty
  --epochs N        how often each text is learnt, 1 to 50; absent: 5
  --seed N          begins the random numbers; absent: 1
  --buckets N       hashed features, 160000 at most, which is what is taken where it is absent
  --no-seed-corpus  learns from the rows alone

"npm run train -- PATH …" builds, and writes the model that is shipped.

  --from-decisions  goes on from the model that is shipped over the decisions of a site's moderators, compares the candidate
                    with the model in force on the last fifth of them, and stores it; it has no effect until a lead
                    promotes it. The service does it every night. It takes 200 decisions on different texts
  --site ID         whose decisions; absent: the only site there is

The exit code is 1 for a path that is not there, a place where nothing can be written, what "eval" would
refuse, rows of which the model knows none, too few decisions, or a wrong option; else 0.
`
