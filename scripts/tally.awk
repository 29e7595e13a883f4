# Adds up what the test runners say at their end: prints "PASSED FAILED".
/^test result: / { passed += $4; failed += $6 }                        # cargo test
/^(ℹ|#) pass [0-9]+$/ { passed += $3 }                                 # node --test
/^(ℹ|#) (fail|cancelled) [0-9]+$/ { failed += $3 }
/^ +Tests +[0-9]/ { count_words() }                                    # vitest
/^(=+ )?([0-9]+ [a-z]+,? )+in [0-9.]+s/ { count_words() }              # pytest

function count_words(    word) {
  for (word = 1; word < NF; word++) {
    if ($(word + 1) ~ /^passed/) passed += $word
    if ($(word + 1) ~ /^(failed|error)/) failed += $word
  }
}

END { print passed + 0, failed + 0 }
