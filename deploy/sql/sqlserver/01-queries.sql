-- The statements that Orleans' AdoNet providers run, by key. They ask for nothing but what stands here.
-- Set READ_COMMITTED_SNAPSHOT ON for the database (Azure SQL has it on from the start): readers of the membership then wait for nobody.
IF OBJECT_ID(N'dbo.OrleansQuery', N'U') IS NULL
    CREATE TABLE dbo.OrleansQuery
    (
        QueryKey  VARCHAR(64)   NOT NULL,
        QueryText VARCHAR(8000) NOT NULL,
        CONSTRAINT OrleansQuery_Key PRIMARY KEY (QueryKey)
    );
