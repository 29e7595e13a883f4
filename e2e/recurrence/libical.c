/* Expands rules with libical. Each line of standard input is START|RULE|COUNT|UNTIL, with local times; each line of
 * standard output has the recurrences in order, at most COUNT of them and none after UNTIL, or says "refused". */
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void expand(const char *start, const char *rule, int count, const char *until)
{
    struct icaltimetype dtstart = icaltime_from_string(start);
    struct icaltimetype last = icaltime_from_string(until);
    struct icalrecurrencetype recur = icalrecurrencetype_from_string(rule);
    icalrecur_iterator *walk = recur.freq == ICAL_NO_RECURRENCE ? NULL : icalrecur_iterator_new(recur, dtstart);
    if (!walk) {
        puts("refused");
        return;
    }
    for (int found = 0; found < count; found++) {
        struct icaltimetype next = icalrecur_iterator_next(walk);
        if (icaltime_is_null_time(next) || icaltime_compare(next, last) > 0)
            break;
        char *text = icaltime_as_ical_string_r(next);
        printf("%s%s", found ? "," : "", text);
        icalmemory_free_buffer(text);
    }
    putchar('\n');
    icalrecur_iterator_free(walk);
    free(recur.rscale);
}

int main(void)
{
    char line[4096];
    icalerror_set_errors_are_fatal(0);
    while (fgets(line, sizeof line, stdin)) {
        line[strcspn(line, "\n")] = 0;
        char *start = strtok(line, "|"), *rule = strtok(NULL, "|"), *count = strtok(NULL, "|"), *until = strtok(NULL, "|");
        if (until)
            expand(start, rule, atoi(count), until);
        else
            puts("refused");
        fflush(stdout);
    }
    return 0;
}
