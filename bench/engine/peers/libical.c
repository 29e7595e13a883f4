/* Walks rules with libical. Each line of standard input is START|RULE|COUNT|MILLISECONDS, with local times; each line of
 * standard output is the time in nanoseconds that one walk over COUNT recurrences takes at best, and how many it found. */
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double now_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1e9 + now.tv_nsec;
}

static long walk(const char *start, const char *rule, long count)
{
    struct icalrecurrencetype recur = icalrecurrencetype_from_string(rule);
    icalrecur_iterator *steps = icalrecur_iterator_new(recur, icaltime_from_string(start));
    long found = 0;
    while (steps && found < count && !icaltime_is_null_time(icalrecur_iterator_next(steps)))
        found++;
    if (steps)
        icalrecur_iterator_free(steps);
    return found;
}

int main(void)
{
    char line[4096];
    while (fgets(line, sizeof line, stdin)) {
        line[strcspn(line, "\n")] = 0;
        char *start = strtok(line, "|"), *rule = strtok(NULL, "|");
        long count = atol(strtok(NULL, "|"));
        double end = now_ns() + atof(strtok(NULL, "|")) * 1e6, best = 1e18;
        long found = 0;
        while (now_ns() < end) {
            double before = now_ns();
            found = walk(start, rule, count);
            double took = now_ns() - before;
            if (took < best)
                best = took;
        }
        printf("%.0f %ld\n", best, found);
        fflush(stdout);
    }
    return 0;
}
