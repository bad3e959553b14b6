"""The baseline of `cargo xtask bench linkage`: splink on the same file or files, in the same run.

    python baseline_splink.py FILE [SECOND]

One file may hold persons twice; of two files neither does. Columns are those of the FEBRL sets; true pairs share the
number in `rec_id`. Prints one line of JSON: seconds from opening the files to pairs, peak memory in kB, how many pairs
are true, found and both. Of its weights the threshold with the best F1 is taken, with the truth at hand: no choice of ours
stands against splink.
"""

import json
import resource
import sys
import time

import pandas
import splink.comparison_library as compare
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

TEXT = ["given_name", "surname", "address_1", "address_2", "suburb", "state"]
THRESHOLDS = range(-4, 61)  # of the weight, in bits


def read(path):
    frame = pandas.read_csv(path, dtype=str, skipinitialspace=True, keep_default_na=False)
    frame.columns = [name.strip() for name in frame.columns]
    frame = frame.apply(lambda column: column.str.strip())
    birth = frame["date_of_birth"].str.replace("-", "")
    whole = birth.str.fullmatch(r"\d{8}")
    frame["date_of_birth"] = (birth.str[:4] + "-" + birth.str[4:6] + "-" + birth.str[6:8]).where(whole, "")
    frame = frame.replace("", None)
    frame["unique_id"] = frame["rec_id"]
    frame["who"] = frame["rec_id"].str.split("-").str[1]
    return frame


def settings(columns, two):
    comparisons = [
        compare.NameComparison("given_name").configure(term_frequency_adjustments=True),
        compare.NameComparison("surname").configure(term_frequency_adjustments=True),
        compare.DateOfBirthComparison("date_of_birth", input_is_string=True),
        compare.DamerauLevenshteinAtThresholds("soc_sec_id", [1, 2]),
        compare.ExactMatch("street_number").configure(term_frequency_adjustments=True),
        compare.JaroWinklerAtThresholds("address_1", [0.9]).configure(term_frequency_adjustments=True),
        compare.JaroWinklerAtThresholds("suburb", [0.9]).configure(term_frequency_adjustments=True),
        compare.DamerauLevenshteinAtThresholds("postcode", [1, 2]).configure(term_frequency_adjustments=True),
    ]
    if "phone" in columns:
        comparisons.append(compare.DamerauLevenshteinAtThresholds("phone", [1, 2]))
    if "sex" in columns:
        comparisons.append(compare.ExactMatch("sex"))
    rules = [
        block_on("soc_sec_id"),
        block_on("given_name", "surname", "postcode"),
        block_on("given_name", "surname", "substr(date_of_birth, 1, 4)"),
        block_on("given_name", "date_of_birth"),
        block_on("surname", "date_of_birth"),
        block_on("date_of_birth", "postcode"),
        block_on("street_number", "address_1", "given_name"),
        block_on("street_number", "address_1", "date_of_birth"),
    ]
    if "phone" in columns:
        rules.append(block_on("phone"))
    return SettingsCreator(
        link_type="link_only" if two else "dedupe_only",
        comparisons=comparisons,
        blocking_rules_to_generate_predictions=rules,
        retain_matching_columns=False,
        retain_intermediate_calculation_columns=False,
    )


def pairs_of(paths):
    frames = [read(path) for path in paths]
    database = DuckDBAPI()
    tables = [database.register(frame, dataset_display_name=f"file{n}") for n, frame in enumerate(frames)]
    linker = Linker(tables if len(tables) > 1 else tables[0], settings(frames[0].columns, len(paths) > 1))
    sure = [block_on("soc_sec_id"), block_on("given_name", "surname", "date_of_birth")]
    linker.training.estimate_probability_two_random_records_match(sure, recall=0.8)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for rule in [block_on("date_of_birth"), block_on("given_name", "surname"), block_on("postcode", "given_name")]:
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    found = linker.inference.predict(threshold_match_weight=min(THRESHOLDS)).as_pandas_dataframe()
    found = found[["unique_id_l", "unique_id_r", "match_weight"]]
    if len(paths) > 1:
        # Neither file holds a person twice: the surest pair of each record.
        found = found.sort_values("match_weight", ascending=False)
        found = found.drop_duplicates("unique_id_l").drop_duplicates("unique_id_r")
    return frames, found


def true_pairs(frames):
    if len(frames) > 1:
        return len(set(frames[0]["who"]) & set(frames[1]["who"]))
    sizes = frames[0].groupby("who").size()
    return int((sizes * (sizes - 1) // 2).sum())


def main(paths):
    begun = time.monotonic()
    frames, found = pairs_of(paths)
    seconds = time.monotonic() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    right = found["unique_id_l"].str.split("-").str[1] == found["unique_id_r"].str.split("-").str[1]
    true = true_pairs(frames)
    best = None
    for threshold in THRESHOLDS:
        kept = found["match_weight"] >= threshold
        found_pairs, both = int(kept.sum()), int((kept & right).sum())
        f1 = 2 * both / max(true + found_pairs, 1)
        if best is None or f1 > best["f1"]:
            best = {"f1": f1, "found": found_pairs, "both": both, "threshold": threshold}
    print(json.dumps({**best, "true": true, "seconds": seconds, "peak_kb": peak}))


if __name__ == "__main__":
    main(sys.argv[1:])
