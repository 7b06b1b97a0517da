// More than two cores have: these tests wait for engines, pages and databases more than they compute.
[assembly: CollectionBehavior(MaxParallelThreads = 3)]
