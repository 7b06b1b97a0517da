// Each test is a cluster. Two at once would measure the patience of the machine.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
