-- State of grains. A key is a number of 128 bits (N0, N1), a text, or both; the hashes are there to be indexed.
-- What names something is told apart by the values of its characters, capitals included, whatever the database's collation is.
SET XACT_ABORT ON;

IF OBJECT_ID(N'dbo.OrleansStorage', N'U') IS NULL
BEGIN
    BEGIN TRANSACTION;
    CREATE TABLE dbo.OrleansStorage
    (
        GrainIdHash            INT            NOT NULL,
        GrainIdN0              BIGINT         NOT NULL,
        GrainIdN1              BIGINT         NOT NULL,
        GrainTypeHash          INT            NOT NULL,
        GrainTypeString        NVARCHAR(512) COLLATE Latin1_General_100_BIN2 NOT NULL,
        GrainIdExtensionString NVARCHAR(512) COLLATE Latin1_General_100_BIN2 NULL,
        ServiceId              NVARCHAR(150) COLLATE Latin1_General_100_BIN2 NOT NULL,
        PayloadBinary          VARBINARY(MAX) NULL, -- null: cleared, the version goes on
        ModifiedOn             DATETIME2(3)   NOT NULL,
        Version                INT            NULL
    );
    -- The whole key is too wide for an index; the hashes find the few rows among which the statements choose.
    CREATE INDEX IX_OrleansStorage ON dbo.OrleansStorage (GrainIdHash, GrainTypeHash);
    COMMIT TRANSACTION;
END;

BEGIN TRANSACTION;

DELETE FROM dbo.OrleansQuery
WHERE QueryKey IN ('ReadFromStorageKey', 'WriteToStorageKey', 'ClearStorageKey', 'DeleteStorageKey');

INSERT INTO dbo.OrleansQuery (QueryKey, QueryText) VALUES
('ReadFromStorageKey', '
SELECT PayloadBinary, Version FROM OrleansStorage
WHERE GrainIdHash = @GrainIdHash AND GrainTypeHash = @GrainTypeHash AND GrainIdN0 = @GrainIdN0 AND GrainIdN1 = @GrainIdN1
  AND GrainTypeString = @GrainTypeString AND ISNULL(GrainIdExtensionString, N'''') = ISNULL(@GrainIdExtensionString, N'''')
  AND ServiceId = @ServiceId;
'),
-- The new version, or the one that was given where another write came first: Orleans takes the latter for a conflict.
-- Of two first writes the second waits at the locked range of the index and then finds the row.
('WriteToStorageKey', '
SET NOCOUNT, XACT_ABORT ON;
DECLARE @new INT = @GrainStateVersion;
BEGIN TRANSACTION;
IF @GrainStateVersion IS NOT NULL
BEGIN
    UPDATE OrleansStorage
    SET PayloadBinary = @PayloadBinary, ModifiedOn = SYSUTCDATETIME(), Version = Version + 1
    WHERE GrainIdHash = @GrainIdHash AND GrainTypeHash = @GrainTypeHash AND GrainIdN0 = @GrainIdN0 AND GrainIdN1 = @GrainIdN1
      AND GrainTypeString = @GrainTypeString AND ISNULL(GrainIdExtensionString, N'''') = ISNULL(@GrainIdExtensionString, N'''')
      AND ServiceId = @ServiceId AND Version = @GrainStateVersion;
    IF @@ROWCOUNT > 0
        SET @new = @GrainStateVersion + 1;
END
ELSE
BEGIN
    INSERT INTO OrleansStorage (GrainIdHash, GrainIdN0, GrainIdN1, GrainTypeHash, GrainTypeString, GrainIdExtensionString, ServiceId,
        PayloadBinary, ModifiedOn, Version)
    SELECT @GrainIdHash, @GrainIdN0, @GrainIdN1, @GrainTypeHash, @GrainTypeString, @GrainIdExtensionString, @ServiceId,
        @PayloadBinary, SYSUTCDATETIME(), 1
    WHERE NOT EXISTS (
        SELECT 1 FROM OrleansStorage WITH (UPDLOCK, HOLDLOCK, INDEX (IX_OrleansStorage))
        WHERE GrainIdHash = @GrainIdHash AND GrainTypeHash = @GrainTypeHash AND GrainIdN0 = @GrainIdN0 AND GrainIdN1 = @GrainIdN1
          AND GrainTypeString = @GrainTypeString AND ISNULL(GrainIdExtensionString, N'''') = ISNULL(@GrainIdExtensionString, N'''')
          AND ServiceId = @ServiceId);
    IF @@ROWCOUNT > 0
        SET @new = 1;
END;
COMMIT TRANSACTION;
SELECT @new AS NewGrainStateVersion;
'),
('ClearStorageKey', '
SET NOCOUNT ON;
DECLARE @new INT = @GrainStateVersion;
UPDATE OrleansStorage
SET PayloadBinary = NULL, ModifiedOn = SYSUTCDATETIME(), Version = Version + 1
WHERE GrainIdHash = @GrainIdHash AND GrainTypeHash = @GrainTypeHash AND GrainIdN0 = @GrainIdN0 AND GrainIdN1 = @GrainIdN1
  AND GrainTypeString = @GrainTypeString AND ISNULL(GrainIdExtensionString, N'''') = ISNULL(@GrainIdExtensionString, N'''')
  AND ServiceId = @ServiceId AND Version = @GrainStateVersion;
IF @@ROWCOUNT > 0
    SET @new = @GrainStateVersion + 1;
SELECT @new AS NewGrainStateVersion;
'),
-- Used instead of ClearStorageKey where DeleteStateOnClear is set; the answer is the version that a cleared row would have.
('DeleteStorageKey', '
SET NOCOUNT ON;
DELETE FROM OrleansStorage
WHERE GrainIdHash = @GrainIdHash AND GrainTypeHash = @GrainTypeHash AND GrainIdN0 = @GrainIdN0 AND GrainIdN1 = @GrainIdN1
  AND GrainTypeString = @GrainTypeString AND ISNULL(GrainIdExtensionString, N'''') = ISNULL(@GrainIdExtensionString, N'''')
  AND ServiceId = @ServiceId AND Version = @GrainStateVersion;
SELECT @GrainStateVersion + @@ROWCOUNT AS NewGrainStateVersion;
');

COMMIT TRANSACTION;
